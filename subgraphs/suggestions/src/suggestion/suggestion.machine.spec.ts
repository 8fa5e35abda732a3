import { apply, availableActions } from '@lianxin/workflow';
import { aSuggestion } from '../../test/a-suggestion.js';
import { UnitLevel } from '../handling-unit/unit-level.js';
import type { SuggestionActor } from './suggestion.actor.js';
import { ActorRole, Rating, ResultCode, SuggestionStatus as S } from './suggestion.enums.js';
import {
  type DispatchTarget,
  type ReplyContent,
  type SuggestionInputs,
  suggestionMachine,
} from './suggestion.machine.js';
import type { SuggestionState } from './suggestion.state.js';

const now = new Date('2026-03-02T02:00:00Z');
const actor = (role: ActorRole, scope: Partial<SuggestionActor> = {}): SuggestionActor => ({
  accountId: role,
  displayName: role,
  roles: [role],
  ...scope,
});

/** Everybody in the place that this suggestion concerns. */
const everybody: Record<ActorRole, SuggestionActor> = {
  CONSTITUENT: actor(ActorRole.CONSTITUENT, { accountId: 'resident' }),
  REPRESENTATIVE: actor(ActorRole.REPRESENTATIVE, { representativeId: 'deputy' }),
  LIAISON_OFFICER: actor(ActorRole.LIAISON_OFFICER, { stationId: 'station' }),
  UNIT_CLERK: actor(ActorRole.UNIT_CLERK, { unitId: 'unit' }),
  OFFICE_CLERK: actor(ActorRole.OFFICE_CLERK, { regionCode: '330702000000' }),
  INSPECTOR: actor(ActorRole.INSPECTOR, { regionCode: '330700000000' }),
  ANALYST: actor(ActorRole.ANALYST, { regionCode: '330700000000' }),
  SYSTEM_ADMIN: actor(ActorRole.SYSTEM_ADMIN),
  SECURITY_ADMIN: actor(ActorRole.SECURITY_ADMIN),
  AUDITOR: actor(ActorRole.AUDITOR),
  SYSTEM: actor(ActorRole.SYSTEM),
};

const target: DispatchTarget = {
  leadUnit: { id: 'unit', level: UnitLevel.TOWN, inCatalog: false },
  assistUnitIds: [],
  representativeId: null,
  byOffice: false,
};
const answer: ReplyContent = {
  resultCode: ResultCode.EXPLAINED,
  hasContactRecord: false,
  promisedDate: null,
  today: '2026-03-02',
};
const inputs: SuggestionInputs = {
  ADMIT: {},
  REJECT: { reason: 'r' },
  MERGE: { target: aSuggestion({ id: 'other' }) },
  WITHDRAW: {},
  DISPATCH: target,
  REDISPATCH: target,
  ACCEPT: {},
  REQUEST_RETURN: { reason: 'r' },
  APPROVE_RETURN: {},
  DENY_RETURN: { reason: 'r' },
  SELF_ANSWER: answer,
  REPLY: answer,
  EVALUATE: { rating: Rating.SATISFIED, reason: null },
  EXPIRE: {},
  CLOSE: { reason: 'r' },
  IMPORT_REPLY: {},
};

/** What each role may do in each state: written out, so that a change of the table shows here. */
const allowed: Partial<Record<S, Partial<Record<ActorRole, string[]>>>> = {
  COLLECTED: {
    CONSTITUENT: ['WITHDRAW'],
    LIAISON_OFFICER: ['ADMIT', 'REJECT', 'MERGE'],
    OFFICE_CLERK: ['MERGE'],
    SYSTEM: ['IMPORT_REPLY'],
  },
  ADMITTED: { LIAISON_OFFICER: ['DISPATCH', 'SELF_ANSWER'], OFFICE_CLERK: ['DISPATCH'] },
  DISPATCHED: { UNIT_CLERK: ['ACCEPT', 'REQUEST_RETURN'] },
  RETURN_PENDING: { OFFICE_CLERK: ['APPROVE_RETURN', 'DENY_RETURN'] },
  IN_PROGRESS: { UNIT_CLERK: ['REPLY'] },
  REPLIED: { CONSTITUENT: ['EVALUATE'], SYSTEM: ['EXPIRE'] },
  REWORK: { OFFICE_CLERK: ['REDISPATCH'] },
  ESCALATED: { OFFICE_CLERK: ['REDISPATCH', 'CLOSE'], INSPECTOR: ['CLOSE'] },
};

const inState = (status: S, change: Partial<SuggestionState> = {}): SuggestionState =>
  aSuggestion({ status, leadUnitId: 'unit', dueAt: now, dispatchCount: 1, ...change });

describe('the suggestion machine', () => {
  const cases = suggestionMachine.states.flatMap((state) =>
    Object.values(ActorRole).map((role) => [state, role] as const),
  );

  it.each(cases)('in %s lets %s do what the rulebook says and nothing else', (state, role) => {
    const it = inState(state);
    const done = (Object.keys(inputs) as (keyof SuggestionInputs)[]).filter(
      (action) => apply(suggestionMachine, it, action, everybody[role], inputs[action], now).ok,
    );
    expect(done).toEqual(allowed[state]?.[role] ?? []);
    const offered = availableActions(suggestionMachine, it, everybody[role], now).filter((action) => action.allowed);
    expect(offered.map(({ action }) => action)).toEqual(done);
  });

  const refusalOf = <Action extends keyof SuggestionInputs>(
    it: SuggestionState,
    action: Action,
    role: ActorRole,
    input: SuggestionInputs[Action] = inputs[action],
    by = everybody[role],
  ) => {
    const outcome = apply(suggestionMachine, it, action, by, input, now);
    return outcome.ok ? outcome.to : outcome.reason.code;
  };

  it('keeps strangers out, whatever their role', () => {
    const elsewhere = { ...everybody.LIAISON_OFFICER, stationId: 'other' };
    expect(refusalOf(inState(S.COLLECTED), 'ADMIT', ActorRole.LIAISON_OFFICER, {}, elsewhere)).toBe('NOT_YOUR_STATION');
    const otherUnit = { ...everybody.UNIT_CLERK, unitId: 'other' };
    expect(refusalOf(inState(S.DISPATCHED), 'ACCEPT', ActorRole.UNIT_CLERK, {}, otherUnit)).toBe('NOT_YOUR_UNIT');
    const assisting = inState(S.IN_PROGRESS, { leadUnitId: 'lead', assistUnitIds: ['unit'] });
    expect(refusalOf(assisting, 'REPLY', ActorRole.UNIT_CLERK)).toBe('NOT_YOUR_UNIT');
    const otherCounty = { ...everybody.OFFICE_CLERK, regionCode: '330703000000' };
    expect(refusalOf(inState(S.ADMITTED), 'DISPATCH', ActorRole.OFFICE_CLERK, target, otherCounty)).toBe(
      'NOT_YOUR_STATION',
    );
    const anonymous = inState(S.REPLIED, { constituentAccountId: null });
    expect(
      refusalOf(anonymous, 'EVALUATE', ActorRole.CONSTITUENT, inputs.EVALUATE, {
        ...everybody.CONSTITUENT,
        accountId: null,
      }),
    ).toBe('NOT_YOUR_SUGGESTION');
  });

  it('lets a deputy handle what was given to them alone', () => {
    const given = inState(S.DISPATCHED, { leadUnitId: null, representativeId: 'deputy' });
    expect(refusalOf(given, 'ACCEPT', ActorRole.REPRESENTATIVE)).toBe(S.IN_PROGRESS);
    const withUnit = inState(S.DISPATCHED, { representativeId: 'deputy' });
    expect(refusalOf(withUnit, 'ACCEPT', ActorRole.REPRESENTATIVE)).toBe('NOT_YOUR_UNIT');
  });

  it('lets a unit return a case in time, but not a designated one or a third dispatch', () => {
    expect(refusalOf(inState(S.DISPATCHED, { designated: true }), 'REQUEST_RETURN', ActorRole.UNIT_CLERK)).toBe(
      'RETURN_NOT_ALLOWED',
    );
    expect(refusalOf(inState(S.DISPATCHED, { dispatchCount: 3 }), 'REQUEST_RETURN', ActorRole.UNIT_CLERK)).toBe(
      'RETURN_NOT_ALLOWED',
    );
    const late = inState(S.DISPATCHED, { returnBy: new Date(now.getTime() - 1) });
    expect(refusalOf(late, 'REQUEST_RETURN', ActorRole.UNIT_CLERK)).toBe('RETURN_WINDOW_CLOSED');
  });

  it('guards against false closes', () => {
    const it = inState(S.IN_PROGRESS);
    const reply = (change: Partial<ReplyContent>) =>
      refusalOf(it, 'REPLY', ActorRole.UNIT_CLERK, { ...answer, ...change });
    expect(reply({ resultCode: ResultCode.RESOLVED })).toBe('CONTACT_RECORD_REQUIRED');
    expect(reply({ resultCode: ResultCode.RESOLVED, hasContactRecord: true })).toBe(S.REPLIED);
    expect(reply({ resultCode: ResultCode.PLANNED })).toBe('PROMISED_DATE_REQUIRED');
    expect(reply({ resultCode: ResultCode.PLANNED, promisedDate: '2026-03-02' })).toBe('PROMISED_DATE_IN_PAST');
    expect(reply({ resultCode: ResultCode.PLANNED, promisedDate: '2026-03-03' })).toBe(S.REPLIED);
  });

  it('sends dissatisfaction to rework twice, then to supervision', () => {
    const rate = (reworkNo: number, rating: Rating, reason: string | null = '没有解决') =>
      refusalOf(inState(S.REPLIED, { reworkNo }), 'EVALUATE', ActorRole.CONSTITUENT, { rating, reason });
    expect(rate(0, Rating.NOT_SATISFIED)).toBe(S.REWORK);
    expect(rate(1, Rating.NOT_SATISFIED)).toBe(S.REWORK);
    expect(rate(2, Rating.NOT_SATISFIED)).toBe(S.ESCALATED);
    expect(rate(0, Rating.NOT_SATISFIED, null)).toBe('REASON_REQUIRED');
    expect(rate(0, Rating.UNRATED)).toBe('RATING_NOT_ALLOWED');
    expect(rate(2, Rating.BASICALLY_SATISFIED, null)).toBe(S.CLOSED);
  });

  it('dispatches by the catalogue at the station and freely at the office', () => {
    const to = (change: Partial<DispatchTarget>, role = ActorRole.LIAISON_OFFICER) =>
      refusalOf(inState(S.ADMITTED), 'DISPATCH', role, { ...target, ...change });
    const city = { id: 'city', level: UnitLevel.CITY, inCatalog: false };
    expect(to({ leadUnit: city })).toBe('LEAD_OUTSIDE_CATALOG');
    expect(to({ leadUnit: { ...city, inCatalog: true } })).toBe(S.DISPATCHED);
    expect(to({ leadUnit: city, byOffice: true }, ActorRole.OFFICE_CLERK)).toBe(S.DISPATCHED);
    expect(to({ leadUnit: null })).toBe('UNIT_UNKNOWN');
    expect(to({ leadUnit: null, representativeId: 'deputy' })).toBe(S.DISPATCHED);
    expect(to({ assistUnitIds: ['unit'] })).toBe('ASSIST_INCLUDES_LEAD');
  });

  it('merges only into another open case of the region', () => {
    const into = (other: SuggestionState | null) =>
      refusalOf(inState(S.COLLECTED), 'MERGE', ActorRole.LIAISON_OFFICER, { target: other });
    expect(into(null)).toBe('MERGE_TARGET_INVALID');
    expect(into(aSuggestion())).toBe('MERGE_TARGET_INVALID');
    expect(into(aSuggestion({ id: 'other', status: S.CLOSED }))).toBe('MERGE_TARGET_INVALID');
    expect(into(aSuggestion({ id: 'other', regionCode: '330703001000' }))).toBe('MERGE_TARGET_INVALID');
  });
});
