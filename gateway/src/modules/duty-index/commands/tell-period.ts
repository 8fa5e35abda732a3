import type { Sql } from '@lianxin/database';
import { appendToOutbox, indexObjectionChanged, indexPeriodChanged, topic } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import type { ObjectionRow, PeriodRow } from './commands.sql.js';

/** Tells of a period that was shown or frozen, in the transaction that did it. Wake the relay after the commit. */
export async function tellPeriod(tx: Sql, principal: Principal, row: PeriodRow, occurredAt: Date): Promise<void> {
  const { id: periodId, policy_id: policyId, kind, start, end_day: end, state, hash } = row;
  const changed = indexPeriodChanged.create({
    aggregateType: 'index_period',
    aggregateId: periodId,
    aggregateVersion: row.version,
    payload: {
      periodId,
      policyId,
      kind: kind as 'MONTH' | 'QUARTER' | 'YEAR' | 'TERM',
      start,
      end,
      state,
      objectionsUntil: row.objections_until.toISOString(),
      hash,
    },
    topics: [],
    actor: { role: 'OFFICE_CLERK', accountId: principal.accountId, name: principal.displayName },
    occurredAt,
  });
  await appendToOutbox(tx, 'duty_index', [changed]);
}

/** Tells of an objection that was raised or answered: to the deputy by topic, and without words. */
export async function tellObjection(tx: Sql, row: ObjectionRow, occurredAt: Date): Promise<void> {
  const { id: objectionId, period_id: periodId, representative_id: representativeId, state } = row;
  const changed = indexObjectionChanged.create({
    aggregateType: 'index_objection',
    aggregateId: objectionId,
    aggregateVersion: row.version,
    payload: { objectionId, periodId, representativeId, state },
    topics: [topic.representative(representativeId)],
    occurredAt,
  });
  await appendToOutbox(tx, 'duty_index', [changed]);
}
