import {
  acceptSuggestion, admitSuggestion, closeSuggestion, collectSuggestion, type Commander, type CommandOutcome, decideReturn,
  dispatchSuggestion, evaluateSuggestion, mergeSuggestion, Rating, rejectSuggestion, replySuggestion, requestReturn, ResultCode,
  type SuggestionServices, Urgency, withdrawSuggestion,
} from '@lianxin/suggestions';
import { businessDate } from '@lianxin/calendar';
import { type SeededRandom, seededRandom } from '../seeded/seeded-random.js';
import {
  acceptableComments, acceptNotes, approveReasons, closeReasons, denyReasons, dispatchNotes, redispatchNotes, returnReasons,
  satisfiedComments, withdrawReasons,
} from '../words/suggestion-phrases.js';
import { asClerk, asDeputy, asLiaison, asOffice, asResident, inspector, passerBy } from './cast.js';
import { collectInput } from './collect-input.js';
import { type DemoResult, replyTo } from './reply-text.js';
import type { Move } from './routes.js';
import type { Scenario } from './scenario.types.js';

/** Where a suggestion stands while its scenario is played. */
export interface Progress {
  readonly id: string;
  readonly version: number;
}

/** What a move needs besides its scenario. */
export interface MoveContext {
  /** Services whose clock shows the moment of the move. */
  readonly services: SuggestionServices;
  readonly at: Date;
  /** Place of the move in the scenario. */
  readonly index: number;
  readonly progress: Progress | null;
  readonly unitIds: ReadonlyMap<string, string>;
  /** The suggestion that this one is merged into. */
  readonly targetId: string | null;
}

const resultsOfGood: readonly DemoResult[] = ['RESOLVED', 'RESOLVED', 'RESOLVED', 'PARTLY', 'PLANNED', 'EXPLAINED'];
const resultsOfPoor: readonly DemoResult[] = ['PARTLY', 'EXPLAINED', 'NOT_FEASIBLE', 'PLANNED', 'RESOLVED'];
const dayMs = 86_400_000;

const counted = (scenario: Scenario, index: number, move: Move): number =>
  scenario.moves.slice(0, index).filter((earlier) => earlier.move === move).length;

const isAfterReturn = (scenario: Scenario, index: number): boolean => counted(scenario, index, 'APPROVE_RETURN') > 0;

/** Who has the case: the deputy alone, or the unit it was given to last. */
function handler(scenario: Scenario, { index, unitIds }: MoveContext): Commander {
  const { deputy, station } = scenario;
  if (deputy && counted(scenario, index, 'DISPATCH_TO_DEPUTY') > 0) return asDeputy(deputy, station.id);
  const unit = isAfterReturn(scenario, index) ? scenario.secondUnit : scenario.unit;
  return asClerk(unit, idOf(unitIds, unit.code));
}

function idOf(unitIds: ReadonlyMap<string, string>, code: string): string {
  const id = unitIds.get(code);
  if (id === undefined) throw new Error(`Handling unit ${code} was not registered`);
  return id;
}

function reply(scenario: Scenario, context: MoveContext, random: SeededRandom) {
  const { moves, matter } = scenario;
  const { index, at } = context;
  const round = counted(scenario, index, 'RATE_NOT_SATISFIED');
  const isPoor = moves[index + 1]?.move === 'RATE_NOT_SATISFIED';
  const { resultCode, text, contact, promisedInDays } = replyTo(matter, random.pick(isPoor ? resultsOfPoor : resultsOfGood), round, random);
  const promised = promisedInDays === null ? null : businessDate(new Date(at.getTime() + promisedInDays * dayMs));
  return {
    resultCode: ResultCode[resultCode],
    text,
    ...(contact && { contactRecord: { ...contact, at: new Date(at.getTime() - random.int(20, 300) * 60_000) } }),
    ...(promised !== null && { promisedDate: promised }),
  };
}

/** Plays one move by its use case; nothing is written in any other way. */
export function playMove(scenario: Scenario, move: Move, context: MoveContext): Promise<CommandOutcome> {
  const { services, index, progress, unitIds, targetId } = context;
  const { key, station, deputy, matter } = scenario;
  const random = seededRandom(`${key} ${index}`);
  const idempotencyKey = `demonstration ${key} ${index}`;
  if (move === 'COLLECT') {
    const by = { SELF: asResident(scenario.resident), DESK: asLiaison(station), ANONYMOUS: passerBy }[scenario.intake];
    return collectSuggestion(services, by, collectInput(scenario, idempotencyKey));
  }
  if (!progress) throw new Error(`${key} begins with ${move}`);
  const change = { idempotencyKey, id: progress.id, expectedVersion: progress.version };
  const isAgain = counted(scenario, index, 'RATE_NOT_SATISFIED') > 0;
  switch (move) {
    case 'ADMIT': {
      const urgency = scenario.isUrgent ? Urgency.URGENT : Urgency.NORMAL;
      return admitSuggestion(services, asLiaison(station), { ...change, categoryCode: scenario.categoryCode, urgency });
    }
    case 'REJECT':
      return rejectSuggestion(services, asLiaison(station), { ...change, reason: scenario.refusal?.reason ?? '', adviceChannel: scenario.refusal?.advice });
    case 'MERGE':
      return mergeSuggestion(services, asLiaison(station), { ...change, intoId: targetId ?? '' });
    case 'WITHDRAW':
      return withdrawSuggestion(services, asResident(scenario.resident), { ...change, reason: random.pick(withdrawReasons) });
    case 'DISPATCH': {
      const unit = isAfterReturn(scenario, index) ? scenario.secondUnit : scenario.unit;
      const assistUnitIds = scenario.assists.filter(({ code }) => code !== unit.code).map(({ code }) => idOf(unitIds, code));
      const note = random.pick(isAgain ? redispatchNotes : dispatchNotes);
      return dispatchSuggestion(services, isAgain ? asOffice(station) : asLiaison(station), {
        ...change, leadUnitId: idOf(unitIds, unit.code), assistUnitIds,
        ...(deputy && { representativeId: deputy.id }), ...(note !== null && { note }),
      });
    }
    case 'DISPATCH_TO_DEPUTY':
      return dispatchSuggestion(services, asLiaison(station), { ...change, representativeId: deputy?.id, note: '请代表直接联系反映人。' });
    case 'ACCEPT':
      return acceptSuggestion(services, handler(scenario, context), { ...change, note: random.pick(acceptNotes) ?? undefined });
    case 'ASK_RETURN':
      return requestReturn(services, handler(scenario, context), {
        ...change, reason: random.pick(returnReasons), suggestedUnitId: idOf(unitIds, scenario.secondUnit.code),
      });
    case 'APPROVE_RETURN':
      return decideReturn(services, asOffice(station), { ...change, approve: true, reason: random.pick(approveReasons) });
    case 'DENY_RETURN':
      return decideReturn(services, asOffice(station), { ...change, approve: false, reason: random.pick(denyReasons) });
    case 'ANSWER_AT_STATION':
      return replySuggestion(services, asLiaison(station), { ...change, ...reply(scenario, context, random) });
    case 'REPLY':
      return replySuggestion(services, handler(scenario, context), { ...change, ...reply(scenario, context, random) });
    case 'RATE_SATISFIED':
      return evaluateSuggestion(services, asResident(scenario.resident), {
        ...change, rating: Rating.SATISFIED, attitudeRating: Rating.SATISFIED, comment: random.pick(satisfiedComments) ?? undefined,
      });
    case 'RATE_BASICALLY':
      return evaluateSuggestion(services, asResident(scenario.resident), {
        ...change, rating: Rating.BASICALLY_SATISFIED, attitudeRating: random.pick([Rating.SATISFIED, Rating.BASICALLY_SATISFIED]),
        comment: random.pick(acceptableComments) ?? undefined,
      });
    case 'RATE_NOT_SATISFIED':
      return evaluateSuggestion(services, asResident(scenario.resident), {
        ...change, rating: Rating.NOT_SATISFIED, attitudeRating: random.pick([Rating.BASICALLY_SATISFIED, Rating.NOT_SATISFIED]),
        reason: matter.say(matter.theme.unhappy),
      });
    case 'CLOSE':
      return closeSuggestion(services, random.chance(0.5) ? asOffice(station) : inspector, { ...change, reason: random.pick(closeReasons) });
  }
}
