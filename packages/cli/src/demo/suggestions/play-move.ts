import {
  acceptSuggestion,
  admitSuggestion,
  closeSuggestion,
  collectSuggestion,
  type CommandOutcome,
  decideReturn,
  dispatchSuggestion,
  evaluateSuggestion,
  mergeSuggestion,
  Rating,
  rejectSuggestion,
  replySuggestion,
  requestReturn,
  Urgency,
  withdrawSuggestion,
} from '@lianxin/suggestions';
import { seededRandom } from '../seeded/seeded-random.js';
import {
  acceptableComments,
  acceptNotes,
  approveReasons,
  closeReasons,
  denyReasons,
  dispatchNotes,
  redispatchNotes,
  returnReasons,
  satisfiedComments,
  withdrawReasons,
} from '../words/suggestion-phrases.js';
import { asLiaison, asOffice, asResident, inspector, passerBy } from './cast.js';
import { collectInput } from './collect-input.js';
import { counted, handler, idOf, isAfterReturn, type MoveContext } from './move-context.js';
import { replyInput } from './reply-input.js';
import type { Move } from './routes.js';
import type { Scenario } from './scenario.types.js';

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
      return rejectSuggestion(services, asLiaison(station), {
        ...change,
        reason: scenario.refusal?.reason ?? '',
        adviceChannel: scenario.refusal?.advice,
      });
    case 'MERGE':
      return mergeSuggestion(services, asLiaison(station), { ...change, intoId: targetId ?? '' });
    case 'WITHDRAW':
      return withdrawSuggestion(services, asResident(scenario.resident), {
        ...change,
        reason: random.pick(withdrawReasons),
      });
    case 'DISPATCH': {
      const unit = isAfterReturn(scenario, index) ? scenario.secondUnit : scenario.unit;
      const assistUnitIds = scenario.assists
        .filter(({ code }) => code !== unit.code)
        .map(({ code }) => idOf(unitIds, code));
      const note = random.pick(isAgain ? redispatchNotes : dispatchNotes);
      return dispatchSuggestion(services, isAgain ? asOffice(station) : asLiaison(station), {
        ...change,
        leadUnitId: idOf(unitIds, unit.code),
        assistUnitIds,
        ...(deputy && { representativeId: deputy.id }),
        ...(note !== null && { note }),
      });
    }
    case 'DISPATCH_TO_DEPUTY':
      return dispatchSuggestion(services, asLiaison(station), {
        ...change,
        representativeId: deputy?.id,
        note: '请代表直接联系反映人。',
      });
    case 'ACCEPT':
      return acceptSuggestion(services, handler(scenario, context), {
        ...change,
        note: random.pick(acceptNotes) ?? undefined,
      });
    case 'ASK_RETURN':
      return requestReturn(services, handler(scenario, context), {
        ...change,
        reason: random.pick(returnReasons),
        suggestedUnitId: idOf(unitIds, scenario.secondUnit.code),
      });
    case 'APPROVE_RETURN':
      return decideReturn(services, asOffice(station), {
        ...change,
        approve: true,
        reason: random.pick(approveReasons),
      });
    case 'DENY_RETURN':
      return decideReturn(services, asOffice(station), { ...change, approve: false, reason: random.pick(denyReasons) });
    case 'ANSWER_AT_STATION':
      return replySuggestion(services, asLiaison(station), { ...change, ...replyInput(scenario, context, random) });
    case 'REPLY':
      return replySuggestion(services, handler(scenario, context), {
        ...change,
        ...replyInput(scenario, context, random),
      });
    case 'RATE_SATISFIED':
      return evaluateSuggestion(services, asResident(scenario.resident), {
        ...change,
        rating: Rating.SATISFIED,
        attitudeRating: Rating.SATISFIED,
        comment: random.pick(satisfiedComments) ?? undefined,
      });
    case 'RATE_BASICALLY':
      return evaluateSuggestion(services, asResident(scenario.resident), {
        ...change,
        rating: Rating.BASICALLY_SATISFIED,
        attitudeRating: random.pick([Rating.SATISFIED, Rating.BASICALLY_SATISFIED]),
        comment: random.pick(acceptableComments) ?? undefined,
      });
    case 'RATE_NOT_SATISFIED':
      return evaluateSuggestion(services, asResident(scenario.resident), {
        ...change,
        rating: Rating.NOT_SATISFIED,
        attitudeRating: random.pick([Rating.BASICALLY_SATISFIED, Rating.NOT_SATISFIED]),
        reason: matter.say(matter.theme.unhappy),
      });
    case 'CLOSE':
      return closeSuggestion(services, random.chance(0.5) ? asOffice(station) : inspector, {
        ...change,
        reason: random.pick(closeReasons),
      });
  }
}
