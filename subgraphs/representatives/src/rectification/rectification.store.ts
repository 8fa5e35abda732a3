import { type Sql, statement } from '@lianxin/database';
import { rectificationChanged, topic } from '@lianxin/events';
import { dutyAggregate } from '../duty/duty-step.js';
import { rectificationColumns, type RectificationState } from './rectification.state.js';

/** How rectifications are stored, and the event that tells of each step. */
export const rectificationAggregate = dutyAggregate(
  'rectification',
  rectificationColumns,
  (it: RectificationState, about) =>
    rectificationChanged.create({
      ...about,
      aggregateType: 'rectification',
      aggregateId: it.id,
      aggregateVersion: it.version,
      payload: {
        rectificationId: it.id,
        findingId: it.findingId,
        status: it.status,
        responsibleUnitId: it.responsibleUnitId,
        representativeIds: [...it.representativeIds],
        dueOn: it.dueOn,
        acceptedAt: it.acceptedAt?.toISOString() ?? null,
        followUps: [...it.followUps],
      },
      topics: [
        ...it.representativeIds.map(topic.representative),
        ...(it.responsibleUnitId === null ? [] : [topic.unit(it.responsibleUnitId)]),
      ],
    }),
);

/** Plan: primary-key probes. */
export const rectificationsById = statement<RectificationState>(
  'representatives_rectifications_by_id',
  `select ${rectificationColumns.select('r')} from representatives.rectification r where r.id = any($1::uuid[])`,
);

/** Plan: probes of the unique index on the finding. */
export const rectificationsOfFindings = statement<RectificationState>(
  'representatives_rectifications_of_findings',
  `select ${rectificationColumns.select('r')} from representatives.rectification r where r.finding_id = any($1::uuid[])`,
);

/** A rectification, whoever asks. */
export async function findRectification(sql: Sql, id: string): Promise<RectificationState | null> {
  return (await sql.query(rectificationsById, [[id]]))[0] ?? null;
}
