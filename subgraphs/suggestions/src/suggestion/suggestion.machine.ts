import { refuse } from '@lianxin/errors';
import { defineMachine, type Verdict } from '@lianxin/workflow';
import { UnitLevel } from '../handling-unit/unit-level.js';
import type { SuggestionActor } from './suggestion.actor.js';
import { ActorRole, Rating, ResultCode, SuggestionStatus as S } from './suggestion.enums.js';
import type { SuggestionState } from './suggestion.state.js';

const { CONSTITUENT, REPRESENTATIVE, LIAISON_OFFICER, UNIT_CLERK, OFFICE_CLERK, INSPECTOR, SYSTEM } = ActorRole;

/** What a dispatch needs to know of its target before it is allowed. */
export interface DispatchTarget {
  readonly leadUnit: { readonly id: string; readonly level: UnitLevel; readonly inCatalog: boolean } | null;
  readonly assistUnitIds: readonly string[];
  readonly representativeId: string | null;
  readonly byOffice: boolean;
}

/** What a reply says. */
export interface ReplyContent {
  readonly resultCode: ResultCode;
  readonly hasContactRecord: boolean;
  readonly promisedDate: string | null;
  readonly today: string;
}

/** Input of each action, as far as its rules look at it. */
export interface SuggestionInputs {
  ADMIT: object;
  REJECT: { readonly reason: string };
  MERGE: { readonly target: SuggestionState | null };
  WITHDRAW: object;
  DISPATCH: DispatchTarget;
  REDISPATCH: DispatchTarget;
  ACCEPT: object;
  REQUEST_RETURN: { readonly reason: string };
  APPROVE_RETURN: object;
  DENY_RETURN: { readonly reason: string };
  SELF_ANSWER: ReplyContent;
  REPLY: ReplyContent;
  EVALUATE: { readonly rating: Rating; readonly reason: string | null };
  EXPIRE: object;
  CLOSE: { readonly reason: string };
  IMPORT_REPLY: object;
}

/** Most returns of one case: the third dispatch designates (RULEBOOK §6.1). */
const lastReturnableDispatch = 2;
/** After so many reworks an unsatisfied case is escalated (RULEBOOK §6.2). */
const mostReworks = 2;

type Actor = SuggestionActor;
type Case = SuggestionState;

const allowed = (holds: boolean, code: Parameters<typeof refuse>[0]): Verdict => holds || refuse(code);
const isSystem = (actor: Actor): Verdict => allowed(actor.roles.includes(SYSTEM), 'ROLE_NOT_PERMITTED');
const isOwner = (actor: Actor, it: Case): Verdict =>
  allowed(it.constituentAccountId !== null && it.constituentAccountId === actor.accountId, 'NOT_YOUR_SUGGESTION');
const servesStation = (actor: Actor, it: Case): Verdict =>
  allowed(actor.stationId === it.stationId, 'NOT_YOUR_STATION');
const oversees = (actor: Actor, it: Case): Verdict =>
  allowed(actor.regionCode !== undefined && it.regionPath.includes(actor.regionCode), 'ROLE_NOT_PERMITTED');
const servesOrOversees = (actor: Actor, it: Case): Verdict =>
  oversees(actor, it) === true ? true : servesStation(actor, it);
/** The lead unit, or, where the case was given to a deputy alone, that deputy. Assisting units never decide. */
const handles = (actor: Actor, it: Case): Verdict => {
  if (it.leadUnitId !== null) return allowed(actor.unitId === it.leadUnitId, 'NOT_YOUR_UNIT');
  return allowed(it.representativeId !== null && actor.representativeId === it.representativeId, 'NOT_YOUR_UNIT');
};

const mayReturn = (it: Case, now: Date): Verdict => {
  if (it.designated || it.dispatchCount > lastReturnableDispatch) return refuse('RETURN_NOT_ALLOWED');
  const late = it.returnBy !== null && now > it.returnBy;
  return late ? refuse('RETURN_WINDOW_CLOSED', { dueAt: it.returnBy.toISOString() }) : true;
};
const hasReason = (_: Case, input: { readonly reason: string }): Verdict =>
  allowed(input.reason !== '', 'REASON_REQUIRED');

/** RESOLVED needs a record of contact, PLANNED a date that lies ahead (虚假办结, RULEBOOK §6.2 and §8). */
const replyIsComplete = (_: Case, { resultCode, hasContactRecord, promisedDate, today }: ReplyContent): Verdict => {
  if (resultCode === ResultCode.RESOLVED && !hasContactRecord) return refuse('CONTACT_RECORD_REQUIRED');
  if (resultCode === ResultCode.PLANNED && promisedDate === null) return refuse('PROMISED_DATE_REQUIRED');
  return allowed(promisedDate === null || promisedDate > today, 'PROMISED_DATE_IN_PAST');
};

/** A liaison officer dispatches to town units and along the dispatch catalogue (派单目录); above that, the office. */
const targetIsFit = (_: Case, { leadUnit, assistUnitIds, representativeId, byOffice }: DispatchTarget): Verdict => {
  if (!leadUnit) return allowed(representativeId !== null, 'UNIT_UNKNOWN');
  if (assistUnitIds.includes(leadUnit.id)) return refuse('ASSIST_INCLUDES_LEAD');
  return allowed(byOffice || leadUnit.level === UnitLevel.TOWN || leadUnit.inCatalog, 'LEAD_OUTSIDE_CATALOG');
};

const openForMerge: readonly S[] = [S.COLLECTED, S.ADMITTED, S.DISPATCHED, S.RETURN_PENDING, S.IN_PROGRESS, S.REWORK];
const mergeFits = (it: Case, { target }: { readonly target: Case | null }): Verdict => {
  const fits = target !== null && target.id !== it.id && target.regionCode === it.regionCode;
  return allowed(fits && openForMerge.includes(target.status), 'MERGE_TARGET_INVALID');
};

/** Silence is never satisfaction: nobody but the system records UNRATED; NOT_SATISFIED says why. */
const ratingIsClear = (
  _: Case,
  { rating, reason }: { readonly rating: Rating; readonly reason: string | null },
): Verdict => {
  if (rating === Rating.UNRATED) return refuse('RATING_NOT_ALLOWED');
  return allowed(rating !== Rating.NOT_SATISFIED || Boolean(reason), 'REASON_REQUIRED');
};
const afterRating = (it: Case, { rating }: { readonly rating: Rating }): S => {
  if (rating !== Rating.NOT_SATISFIED) return S.CLOSED;
  return it.reworkNo < mostReworks ? S.REWORK : S.ESCALATED;
};
const windowHasPassed = (it: Case, now: Date): Verdict => allowed(it.dueAt !== null && now >= it.dueAt, 'NOT_IN_STATE');

/** The suggestion's life (RULEBOOK §6.2). SUSPENDED, CONVERTED and ARCHIVED join it with their own commands. */
export const suggestionMachine = defineMachine<S, ActorRole, SuggestionState, SuggestionActor, SuggestionInputs>({
  name: 'suggestion',
  states: [
    S.COLLECTED,
    S.ADMITTED,
    S.DISPATCHED,
    S.RETURN_PENDING,
    S.IN_PROGRESS,
    S.REPLIED,
    S.REWORK,
    S.ESCALATED,
    S.CLOSED,
    S.MERGED,
    S.REJECTED,
    S.WITHDRAWN,
  ],
  initial: [S.COLLECTED],
  terminal: [S.CLOSED, S.MERGED, S.REJECTED, S.WITHDRAWN],
  stateOf: (it) => it.status,
  rolesOf: (actor) => actor.roles,
  actions: {
    ADMIT: { from: [S.COLLECTED], to: S.ADMITTED, by: [LIAISON_OFFICER], permit: servesStation },
    REJECT: { from: [S.COLLECTED], to: S.REJECTED, by: [LIAISON_OFFICER], permit: servesStation, check: hasReason },
    MERGE: {
      from: [S.COLLECTED],
      to: S.MERGED,
      by: [LIAISON_OFFICER, OFFICE_CLERK],
      permit: servesOrOversees,
      check: mergeFits,
    },
    WITHDRAW: { from: [S.COLLECTED], to: S.WITHDRAWN, by: [CONSTITUENT], permit: isOwner },
    DISPATCH: {
      from: [S.ADMITTED],
      to: S.DISPATCHED,
      by: [LIAISON_OFFICER, OFFICE_CLERK],
      permit: servesOrOversees,
      check: targetIsFit,
    },
    REDISPATCH: {
      from: [S.REWORK, S.ESCALATED],
      to: S.DISPATCHED,
      by: [OFFICE_CLERK],
      permit: oversees,
      check: targetIsFit,
    },
    ACCEPT: { from: [S.DISPATCHED], to: S.IN_PROGRESS, by: [UNIT_CLERK, REPRESENTATIVE], permit: handles },
    REQUEST_RETURN: {
      from: [S.DISPATCHED],
      to: S.RETURN_PENDING,
      by: [UNIT_CLERK],
      permit: handles,
      when: mayReturn,
      check: hasReason,
    },
    APPROVE_RETURN: { from: [S.RETURN_PENDING], to: S.ADMITTED, by: [OFFICE_CLERK], permit: oversees },
    DENY_RETURN: {
      from: [S.RETURN_PENDING],
      to: S.IN_PROGRESS,
      by: [OFFICE_CLERK],
      permit: oversees,
      check: hasReason,
    },
    SELF_ANSWER: {
      from: [S.ADMITTED],
      to: S.REPLIED,
      by: [LIAISON_OFFICER],
      permit: servesStation,
      check: replyIsComplete,
    },
    REPLY: {
      from: [S.IN_PROGRESS],
      to: S.REPLIED,
      by: [UNIT_CLERK, REPRESENTATIVE],
      permit: handles,
      check: replyIsComplete,
    },
    EVALUATE: {
      from: [S.REPLIED],
      to: [S.CLOSED, S.REWORK, S.ESCALATED],
      choose: afterRating,
      by: [CONSTITUENT],
      permit: isOwner,
      check: ratingIsClear,
    },
    EXPIRE: { from: [S.REPLIED], to: S.CLOSED, by: [SYSTEM], permit: isSystem, when: windowHasPassed },
    CLOSE: { from: [S.ESCALATED], to: S.CLOSED, by: [OFFICE_CLERK, INSPECTOR], permit: oversees, check: hasReason },
    IMPORT_REPLY: { from: [S.COLLECTED], to: S.REPLIED, by: [SYSTEM], permit: isSystem },
  },
});
