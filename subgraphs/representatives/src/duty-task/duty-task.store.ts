import { type Sql, statement } from '@lianxin/database';
import { dutyOfferChanged, topic } from '@lianxin/events';
import { dutyAggregate } from '../duty/duty-step.js';
import {
  type DutyOfferState,
  type DutyTaskState,
  offerColumns,
  type OfferedTask,
  taskColumns,
} from './duty-task.state.js';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** How offers are stored, and the event that tells of each step. */
export const offerAggregate = dutyAggregate<OfferedTask>(
  'duty_offer',
  offerColumns as typeof offerColumns & { stateOf: (row: Readonly<Record<string, unknown>>) => OfferedTask },
  (offer, about) =>
    dutyOfferChanged.create({
      ...about,
      aggregateType: 'duty_offer',
      aggregateId: offer.id,
      aggregateVersion: offer.version,
      payload: {
        offerId: offer.id,
        taskId: offer.taskId,
        representativeId: offer.representativeId,
        kind: offer.task.kind,
        status: offer.status,
        offeredAt: offer.offeredAt.toISOString(),
        claimBy: offer.claimBy.toISOString(),
        dueAt: offer.dueAt.toISOString(),
        claimedAt: iso(offer.claimedAt),
        completedAt: iso(offer.completedAt),
        droppedAt: iso(offer.droppedAt),
        dropApproved: offer.dropApproved,
        excuse: offer.excuse,
        conclusion: offer.conclusion,
        object: objectOf(offer.task),
      },
      topics: [topic.representative(offer.representativeId)],
    }),
);

/** What a task is about, as events name it. */
function objectOf({ objectType, objectId }: DutyTaskState): { type: string; id: string } | null {
  return objectType === null || objectId === null ? null : { type: objectType, id: objectId };
}

/** Plan: primary-key probes. */
export const tasksById = statement<DutyTaskState>(
  'representatives_duty_tasks_by_id',
  `select ${taskColumns.select('t')} from representatives.duty_task t where t.id = any($1::uuid[])`,
);

/** Plan: primary-key probes. */
const offersById = statement<DutyOfferState>(
  'representatives_duty_offers_by_id',
  `select ${offerColumns.select('o')} from representatives.duty_offer o where o.id = any($1::uuid[])`,
);

/** A deputy's offers of tasks. Plan: one probe of duty_offer_once for each task. */
export const ownOffers = statement<DutyOfferState>(
  'representatives_own_duty_offers',
  `select ${offerColumns.select('o')} from representatives.duty_offer o
   where o.task_id = any($1::uuid[]) and o.representative_id = $2::uuid`,
);

/** Offers of a task in a state. Plan: a range of duty_offer_once. */
export const offersInState = statement<DutyOfferState>(
  'representatives_duty_offers_in_state',
  `select ${offerColumns.select('o')} from representatives.duty_offer o
   where o.task_id = $1::uuid and o.status = any($2::text[]) order by o.id`,
);

/** Plan: a primary-key probe that waits for whoever acts on the task. */
const lock = statement<never>(
  'representatives_duty_task_lock',
  'select 1 from representatives.duty_task t where t.id = $1::uuid for update',
);

/**
 * Waits for the line of those who act on a task, and answers with the offer as it is then. A statement of its own reads
 * it, because the one that waited sees other tables as they were before it waited.
 */
export async function lockedOffer(tx: Sql, { id, taskId }: DutyOfferState): Promise<DutyOfferState | undefined> {
  await tx.query(lock, [taskId]);
  const [offer] = await tx.query(offersById, [[id]]);
  return offer;
}

/** How the counts of a task change: open offers, places taken, places done. */
export interface CountChange {
  readonly open?: number;
  readonly claimed?: number;
  readonly completed?: number;
  readonly cancelledAt?: Date;
}

/**
 * Changes the counts; nothing comes back when a place was asked for and none is left.
 * Plan: an update by primary key.
 */
const count = statement<DutyTaskState>(
  'representatives_duty_task_count',
  `update representatives.duty_task t set version = t.version + 1, open_count = t.open_count + $2::int,
     claimed_count = t.claimed_count + $3::int, completed_count = t.completed_count + $4::int,
     cancelled_at = coalesce(t.cancelled_at, $5::timestamptz)
   where t.id = $1::uuid and ($3::int <= 0 or (t.claimed_count + t.completed_count + $3::int <= t.quota and t.cancelled_at is null))
   returning ${taskColumns.select('t')}`,
);

/** Changes the counts of a task; undefined when there is no place left for what is claimed. */
export async function countOffers(tx: Sql, taskId: string, change: CountChange): Promise<DutyTaskState | undefined> {
  const { open = 0, claimed = 0, completed = 0, cancelledAt = null } = change;
  const [task] = await tx.query(count, [taskId, open, claimed, completed, cancelledAt]);
  return task;
}

/** A task, whoever asks; callers apply the policy. */
export async function findTask(sql: Sql, id: string): Promise<DutyTaskState | null> {
  return (await sql.query(tasksById, [[id]]))[0] ?? null;
}

/** An offer with its task, whoever asks. */
export async function findOffer(sql: Sql, id: string): Promise<OfferedTask | null> {
  const [offer] = await sql.query(offersById, [[id]]);
  const task = offer && (await findTask(sql, offer.taskId));
  return offer && task ? { ...offer, task } : null;
}

/** A deputy's offer of a task, with the task. */
export async function findOwnOffer(sql: Sql, taskId: string, representativeId: string): Promise<OfferedTask | null> {
  const [task, [offer]] = await Promise.all([
    findTask(sql, taskId),
    sql.query(ownOffers, [[taskId], representativeId]),
  ]);
  return offer && task ? { ...offer, task } : null;
}
