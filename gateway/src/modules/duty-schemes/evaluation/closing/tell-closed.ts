import type { Sql } from '@lianxin/database';
import { appendToOutbox, evaluationTold } from '@lianxin/events';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { toldPages } from '../../../told-pages.js';
import type { EvaluationRow } from './closing.sql.js';

/** Says which people are to be told that their evaluation was closed, in the transaction that did it. Wake the relay after. */
export async function tellClosed(
  tx: Sql,
  { accountId, displayName }: Principal,
  { id: evaluationId, version, period_kind: kind, period_start: start, hash }: EvaluationRow,
  judged: readonly string[],
  occurredAt: Date,
): Promise<void> {
  const told = toldPages(judged).map((subjectIds, page) =>
    evaluationTold.create({
      aggregateType: 'evaluation_page',
      aggregateId: `${evaluationId}:${String(page)}`,
      aggregateVersion: version,
      payload: { evaluationId, kind: kind as 'MONTH' | 'QUARTER' | 'YEAR' | 'TERM', start, hash, subjectIds },
      topics: [],
      actor: { role: Role.OFFICE_CLERK, accountId, name: displayName },
      occurredAt,
    }),
  );
  await appendToOutbox(tx, 'duty_schemes', told);
}
