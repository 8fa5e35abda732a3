import type { Sql } from '@lianxin/database';
import { appendToOutbox, indexObjectionChanged, indexPeriodChanged, indexPeriodTold, topic } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { toldPages } from '../../told-pages.js';
import type { ObjectionRow, PeriodRow } from './commands.sql.js';

/**
 * Tells of a period that was shown or frozen, and to which deputies that is to be told, in the transaction that did it. Wake
 * the relay after the commit.
 */
export async function tellPeriod(
  tx: Sql,
  principal: Principal,
  row: PeriodRow,
  members: readonly string[],
  occurredAt: Date,
): Promise<void> {
  const { id: periodId, policy_id: policyId, start, end_day: end, state, hash } = row;
  const kind = row.kind as 'MONTH' | 'QUARTER' | 'YEAR' | 'TERM';
  const objectionsUntil = row.objections_until.toISOString();
  const by = {
    actor: { role: 'OFFICE_CLERK', accountId: principal.accountId, name: principal.displayName },
    aggregateVersion: row.version,
    topics: [],
    occurredAt,
  };
  const changed = indexPeriodChanged.create({
    aggregateType: 'index_period',
    aggregateId: periodId,
    payload: { periodId, policyId, kind, start, end, state, objectionsUntil, hash },
    ...by,
  });
  const told = toldPages(members).map((representativeIds, page) =>
    indexPeriodTold.create({
      aggregateType: 'index_period_page',
      aggregateId: `${periodId}:${String(page)}`,
      payload: { periodId, kind, start, state, objectionsUntil, hash, representativeIds },
      ...by,
    }),
  );
  await appendToOutbox(tx, 'duty_index', [changed, ...told]);
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
