import { type Sql, statement } from '@lianxin/database';
import { findingChanged, topic } from '@lianxin/events';
import { dutyAggregate } from '../duty/duty-step.js';
import { findingColumns, type FindingState } from './finding.state.js';

/** How findings are stored, and the event that tells of each step. */
export const findingAggregate = dutyAggregate('finding', findingColumns, (it: FindingState, about) =>
  findingChanged.create({
    ...about,
    aggregateType: 'finding',
    aggregateId: it.id,
    aggregateVersion: it.version,
    payload: {
      findingId: it.id,
      status: it.status,
      source: it.source,
      taskId: it.taskId,
      object: it.objectType === null || it.objectId === null ? null : { type: it.objectType, id: it.objectId },
      existedSince: it.existedSince?.toISOString() ?? null,
      reportedAt: it.reportedAt.toISOString(),
      finderIds: [...it.finderIds],
      verifiedAt: it.verifiedAt?.toISOString() ?? null,
      mergedIntoId: it.mergedIntoId,
    },
    topics: [...it.finderIds, ...it.invitedIds].map(topic.representative),
  }),
);

/** Plan: primary-key probes. */
export const findingsById = statement<FindingState>(
  'representatives_findings_by_id',
  `select ${findingColumns.select('f')} from representatives.finding f where f.id = any($1::uuid[])`,
);

/** Findings of tasks. Plan: finding_task for each. */
export const findingsOfTasks = statement<FindingState>(
  'representatives_findings_of_tasks',
  `select ${findingColumns.select('f')} from representatives.finding f
   where f.task_id = any($1::uuid[]) order by f.task_id, f.reported_at, f.id`,
);

/** A finding, whoever asks. */
export async function findFinding(sql: Sql, id: string): Promise<FindingState | null> {
  return (await sql.query(findingsById, [[id]]))[0] ?? null;
}
