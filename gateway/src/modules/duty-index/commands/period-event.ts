import { indexPeriodChanged, type NewEvent } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import type { PeriodRow } from './commands.sql.js';

/** What the log is told of a period after a step. */
export function periodEvent(row: PeriodRow, principal: Principal, now: Date): NewEvent {
  return indexPeriodChanged.create({
    aggregateType: 'index_period',
    aggregateId: row.id,
    aggregateVersion: row.version,
    payload: {
      periodId: row.id,
      cohortId: row.policy_id,
      kind: row.kind as 'MONTH',
      start: row.start,
      end: row.end_day,
      state: row.state,
      objectionsUntil: row.objections_until.toISOString(),
    },
    topics: [],
    actor: { role: 'OFFICE_CLERK', accountId: principal.accountId, name: principal.displayName },
    occurredAt: now,
  });
}
