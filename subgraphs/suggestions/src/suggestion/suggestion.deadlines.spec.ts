import { createWorkingCalendar, stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import { aSuggestion } from '../../test/a-suggestion.js';
import { clocksAfter, type DeadlinePolicy } from './suggestion.deadlines.js';
import { SuggestionStatus as S, Urgency } from './suggestion.enums.js';
import type { SuggestionState } from './suggestion.state.js';

const limits: Record<string, [number, 'WORKING_DAY' | 'NATURAL_DAY' | 'HOUR']> = {
  ADMIT: [1, 'WORKING_DAY'],
  DISPATCH: [1, 'WORKING_DAY'],
  SIGN: [1, 'WORKING_DAY'],
  RETURN_REQUEST: [1, 'WORKING_DAY'],
  DECIDE_RETURN: [1, 'WORKING_DAY'],
  HANDLE: [7, 'WORKING_DAY'],
  RATE: [7, 'NATURAL_DAY'],
  REWORK: [5, 'WORKING_DAY'],
  ESCALATION: [10, 'WORKING_DAY'],
};
const policy: DeadlinePolicy = (step, urgency) => {
  const [amount, unit] =
    urgency === Urgency.URGENT && step === 'HANDLE' ? ([24, 'HOUR'] as const) : (limits[step] ?? [1, 'HOUR']);
  return { amount, unit, legalBasis: '' };
};
const rules = { policy, calendar: createWorkingCalendar(stateCouncilDays, stateCouncilVersion) };
const beijing = (text: string): Date => new Date(`${text}+08:00`);

describe('clocksAfter', () => {
  const move = (
    before: SuggestionState,
    status: S,
    at: Date,
    change: Partial<SuggestionState> = {},
  ): SuggestionState => {
    const moved = { ...before, ...change, status };
    return { ...moved, ...clocksAfter(rules, before, moved, at) };
  };

  it('counts from the first dispatch and never anew', () => {
    // The last working day before the Spring Festival of 2026; the 14th and the 28th of February are worked.
    const dispatchedAt = beijing('2026-02-13T10:00:00');
    let it = move(aSuggestion(), S.DISPATCHED, dispatchedAt, { dispatchedAt });
    expect(it.dueAt).toEqual(beijing('2026-02-15T00:00:00'));
    it = move(it, S.IN_PROGRESS, beijing('2026-02-14T09:00:00'));
    // 14, 24, 25, 26, 27, 28 February and 2 March.
    expect(it.dueAt).toEqual(beijing('2026-03-03T00:00:00'));
    expect(it.clockStartedAt).toEqual(dispatchedAt);
  });

  it('stands still while a return is decided', () => {
    const dispatchedAt = beijing('2026-03-02T10:00:00');
    const dispatched = move(aSuggestion(), S.DISPATCHED, dispatchedAt, { dispatchedAt });
    const pending = move(dispatched, S.RETURN_PENDING, beijing('2026-03-03T10:00:00'));
    expect(pending.pausedAt).toEqual(beijing('2026-03-03T10:00:00'));
    const denied = move(pending, S.IN_PROGRESS, beijing('2026-03-05T10:00:00'));
    expect(denied.dueAt).toEqual(beijing('2026-03-14T00:00:00'));
    const approved = move(pending, S.ADMITTED, beijing('2026-03-05T10:00:00'));
    expect(approved).toMatchObject({ pausedAt: null, handleDueAt: beijing('2026-03-14T00:00:00') });
    const again = move(approved, S.DISPATCHED, beijing('2026-03-06T10:00:00'));
    expect(again.handleDueAt).toEqual(beijing('2026-03-14T00:00:00'));
  });

  it('gives urgent cases hours, day and night', () => {
    const dispatchedAt = beijing('2026-03-06T22:00:00');
    const urgent = move(aSuggestion({ urgency: Urgency.URGENT }), S.DISPATCHED, dispatchedAt, { dispatchedAt });
    expect(urgent.handleDueAt).toEqual(beijing('2026-03-07T22:00:00'));
  });

  it('runs no clock in the end', () => {
    expect(move(aSuggestion(), S.CLOSED, beijing('2026-03-02T10:00:00'))).toMatchObject({
      dueAt: null,
      clockStartedAt: null,
    });
  });
});
