import { randomUUID } from 'node:crypto';
import { businessDate } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import { appendToOutbox, evaluationChanged } from '@lianxin/events';
import { type Principal, Role } from '@lianxin/subgraph-kit';
import { type EvaluationRow, insertStep } from './closing.sql.js';
import type { EvaluationStatus } from './evaluation.machine.js';

/** A step in the life of an evaluation. */
interface EvaluationStep {
  readonly action: 'CLOSE' | 'CORRECT';
  readonly from: EvaluationStatus;
  readonly note: string | null;
}

/** Adds a step to the history of an evaluation and tells the log of it, under one id. Wake the relay after the commit. */
export async function noteStep(
  tx: Sql,
  principal: Principal,
  row: EvaluationRow,
  { action, from, note }: EvaluationStep,
  at: Date,
): Promise<void> {
  const eventId = randomUUID();
  const { accountId, displayName } = principal;
  const role = Role.OFFICE_CLERK;
  const step = [eventId, row.id, row.version, action, from, row.status, at, businessDate(at)];
  await tx.query(insertStep, [...step, accountId, role, displayName, note]);
  const changed = evaluationChanged.create({
    eventId,
    aggregateType: 'evaluation',
    aggregateId: row.id,
    aggregateVersion: row.version,
    payload: {
      evaluationId: row.id,
      schemeId: row.scheme_id,
      schemeVersion: row.scheme_version,
      groupCode: row.group_code,
      regionCode: row.region_code,
      kind: row.period_kind as 'MONTH' | 'QUARTER' | 'YEAR' | 'TERM',
      start: row.period_start,
      end: row.period_end,
      action,
      hash: row.hash,
    },
    topics: [],
    actor: { role, accountId, name: displayName },
    occurredAt: at,
  });
  await appendToOutbox(tx, 'duty_schemes', [changed]);
}
