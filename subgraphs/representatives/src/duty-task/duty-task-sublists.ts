import type { DutySublist } from '../duty/duty-sublist.js';
import { type DutyOfferState, type DutyTaskState, offerColumns, taskColumns } from './duty-task.state.js';

/** Conditions of lists of tasks. */
export const taskConditions = {
  region: 't.region_path @> array[?::text]',
  status: 't.status = any(?::text[])',
  kind: 't.kind = any(?::text[])',
  dueFrom: 't.due_at >= ?::timestamptz',
  dueBefore: 't.due_at < ?::timestamptz',
} as const;

const offerConditions = { ...taskConditions, status: 'o.status = any(?::text[])' } as const;

/** Deputies' tasks by the instant they are due. Index: duty_offer_deputy. */
export const tasksOfDeputies: DutySublist<DutyTaskState & { offerId: string }, keyof typeof offerConditions> = {
  name: 'representatives_deputys_tasks',
  select: `select ${taskColumns.select('t')}, o.id as "offerId"`,
  from: 'from representatives.duty_offer o join representatives.duty_task t on t.id = o.task_id',
  parent: 'o.representative_id',
  order: 'o.due_at',
  id: 'o.id',
  sorted: 'l."dueAt", l."offerId"',
  conditions: offerConditions,
  keyOf: ({ dueAt, offerId }) => [dueAt.toISOString(), offerId],
};

/** Offers of tasks. Index: duty_offer_once, then a sort of at most 5,000 of each. */
export const offersOfTasks: DutySublist<DutyOfferState, 'status'> = {
  name: 'representatives_tasks_offers',
  select: `select ${offerColumns.select('o')}`,
  from: 'from representatives.duty_offer o',
  parent: 'o.task_id',
  order: 'o.offered_at',
  id: 'o.id',
  sorted: 'l."offeredAt", l.id',
  conditions: { status: 'o.status = any(?::text[])' },
  keyOf: ({ offeredAt, id }) => [offeredAt.toISOString(), id],
};
