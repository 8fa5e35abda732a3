import type { Clock, PeriodUnit, WorkingCalendar } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { SuggestionStatus as S, type Urgency } from './suggestion.enums.js';
import type { SuggestionState } from './suggestion.state.js';

/** The limits of the pipeline (RULEBOOK §6.2). */
export type DeadlineStep =
  'ADMIT' | 'DISPATCH' | 'SIGN' | 'RETURN_REQUEST' | 'DECIDE_RETURN' | 'HANDLE' | 'RATE' | 'REWORK' | 'ESCALATION';

/** One limit: how long, in what unit, and by what rule. */
export interface DeadlineLimit {
  readonly amount: number;
  readonly unit: PeriodUnit;
  readonly legalBasis: string;
}

/** The limits in force, from the policy table. */
export type DeadlinePolicy = (step: DeadlineStep, urgency: Urgency) => DeadlineLimit;

/** What deadlines are computed with. */
export interface DeadlineRules {
  readonly policy: DeadlinePolicy;
  readonly calendar: WorkingCalendar;
  readonly clock: Clock;
}

interface PolicyRow extends DeadlineLimit {
  readonly step: string;
  readonly urgency: string;
}

/** Reads the policy table; a step without a row for an urgency is a fault of the installation. */
export async function loadDeadlinePolicy(sql: Sql): Promise<DeadlinePolicy> {
  const rows = await sql.queryText<PolicyRow>(
    `select step, urgency, amount, unit, legal_basis as "legalBasis" from suggestions.deadline_policy`,
  );
  const limits = new Map(rows.map((row) => [`${row.step} ${row.urgency}`, row]));
  return (step, urgency) => {
    const limit = limits.get(`${step} ${urgency}`);
    if (!limit) throw new Error(`deadline_policy has no row for ${step} ${urgency}`);
    return limit;
  };
}

type Clocks = Pick<SuggestionState, 'clockStartedAt' | 'dueAt' | 'handleDueAt' | 'pausedAt' | 'returnBy'>;

/** The step whose limit runs in a state; the handling limit and the final states are treated apart. */
const stepOf: Readonly<Partial<Record<S, DeadlineStep>>> = {
  COLLECTED: 'ADMIT',
  ADMITTED: 'DISPATCH',
  DISPATCHED: 'SIGN',
  RETURN_PENDING: 'DECIDE_RETURN',
  REPLIED: 'RATE',
  REWORK: 'REWORK',
  ESCALATED: 'ESCALATION',
};

/**
 * The clocks after a transition at `at`. The handling clock starts at the first dispatch and never starts anew; it
 * stands still while a return is decided, and goes on with what was left. A rework gives it a new end.
 */
export function clocksAfter(
  rules: Omit<DeadlineRules, 'clock'>,
  before: SuggestionState | null,
  it: Pick<SuggestionState, 'status' | 'urgency' | 'dispatchedAt'>,
  at: Date,
): Clocks {
  const { policy, calendar } = rules;
  const end = (step: DeadlineStep): Date => calendar.deadlineFrom(at, policy(step, it.urgency));
  const resumes = before?.pausedAt != null && it.status !== S.RETURN_PENDING;
  let handleDueAt = before?.handleDueAt ?? null;
  if (resumes && handleDueAt) {
    handleDueAt = calendar.extendByPause(handleDueAt, before.pausedAt, at, policy('HANDLE', it.urgency).unit);
  }
  if (it.status === S.DISPATCHED) handleDueAt ??= end('HANDLE');
  if (it.status === S.REWORK) handleDueAt = end('REWORK');
  if (it.status === S.ESCALATED) handleDueAt = end('ESCALATION');
  const pausedAt = it.status === S.RETURN_PENDING ? at : null;
  const returnBy = it.status === S.DISPATCHED ? end('RETURN_REQUEST') : (before?.returnBy ?? null);
  if (it.status === S.IN_PROGRESS) {
    return {
      clockStartedAt: it.dispatchedAt ?? at,
      dueAt: handleDueAt ?? end('HANDLE'),
      handleDueAt,
      pausedAt,
      returnBy,
    };
  }
  const step = stepOf[it.status];
  const running = step ? { clockStartedAt: at, dueAt: end(step) } : { clockStartedAt: null, dueAt: null };
  return { ...running, handleDueAt, pausedAt, returnBy };
}
