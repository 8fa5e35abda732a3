import { AppError } from '@lianxin/errors';
import { type Connection } from '@lianxin/subgraph-kit';
import { type DutyList, dutyPage } from '../duty/duty-list.sql.js';
import { deputyOf, overseenRegion } from '../duty/duty.policy.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { type DutyOfferState, type DutyTaskState, offerColumns, taskColumns } from './duty-task.state.js';
import {
  type DutyOffer,
  DutyOfferConnection,
  type DutyTask,
  DutyTaskConnection,
  type DutyTaskFilter,
  presentOffer,
  presentTask,
} from './duty-task.types.js';

type Paging = { first: number; after?: string };

const taskConditions = {
  region: 't.region_path @> array[?::text]',
  status: 't.status = any(?::text[])',
  kind: 't.kind = any(?::text[])',
  dueFrom: 't.due_at >= ?::timestamptz',
  dueBefore: 't.due_at < ?::timestamptz',
} as const;

/** Tasks by the instant they are due. Index: duty_task_due. */
const tasks: DutyList<DutyTaskState, keyof typeof taskConditions> = {
  name: 'representatives_duty_tasks',
  select: `select ${taskColumns.select('t')}`,
  from: 'from representatives.duty_task t',
  order: 't.due_at',
  id: 't.id',
  conditions: taskConditions,
  keyOf: ({ dueAt, id }) => [dueAt.toISOString(), id],
};

/**
 * What a deputy can claim now: what was offered to them, and what is open to their region or near their stations.
 * Index: duty_task_due; the market in it is short, since what is over has left it.
 */
const claimable: DutyList<DutyTaskState, 'deputy' | 'home' | 'served' | 'now' | 'kind'> = {
  ...tasks,
  name: 'representatives_claimable',
  conditions: {
    deputy: `(case when exists (select 1 from representatives.duty_offer o where o.task_id = t.id and o.representative_id = ?::uuid)
      then exists (select 1 from representatives.duty_offer o
        where o.task_id = t.id and o.representative_id = ?::uuid and o.status = 'OFFERED')
      else t.open_to_region end)`,
    home: `(not t.open_to_region or t.near_path is not null or t.region_path[cardinality(t.region_path)] = any(?::text[]))`,
    served: '(t.near_path is null or t.near_path && ?::text[])',
    now: `t.status = 'OFFERED' and t.claim_by > ?::timestamptz and not exists (
      select 1 from representatives.market_suggestion m where m.task_id = t.id and m.stand <> 'OPEN')`,
    kind: taskConditions.kind,
  },
};

const offerConditions = {
  ...taskConditions,
  deputy: 'o.representative_id = ?::uuid',
  status: 'o.status = any(?::text[])',
} as const;

/** A deputy's tasks by the instant they are due. Index: duty_offer_deputy. */
const ofDeputy: DutyList<DutyTaskState & { offerId: string }, keyof typeof offerConditions> = {
  name: 'representatives_deputys_tasks',
  select: `select ${taskColumns.select('t')}, o.id as "offerId"`,
  from: 'from representatives.duty_offer o join representatives.duty_task t on t.id = o.task_id',
  order: 'o.due_at',
  id: 'o.id',
  conditions: offerConditions,
  keyOf: ({ dueAt, offerId }) => [dueAt.toISOString(), offerId],
};

/** Offers of a task. Index: duty_offer_once, then a sort of at most 5,000. */
const ofTask: DutyList<DutyOfferState, 'task' | 'status'> = {
  name: 'representatives_tasks_offers',
  select: `select ${offerColumns.select('o')}`,
  from: 'from representatives.duty_offer o',
  order: 'o.offered_at',
  id: 'o.id',
  conditions: { task: 'o.task_id = ?::uuid', status: 'o.status = any(?::text[])' },
  keyOf: ({ offeredAt, id }) => [offeredAt.toISOString(), id],
};

/** All tasks of an office's region. */
export function tasksOfOffice(
  { db, request }: RepresentativesContext,
  filter: DutyTaskFilter | null | undefined,
  args: Paging,
): Promise<Connection<DutyTask>> {
  const region = overseenRegion(request.principal);
  if (region === null) throw new AppError('FORBIDDEN');
  return dutyPage(db, tasks, { ...filter, region }, args, (row) => presentTask(row), DutyTaskConnection);
}

/** What the deputy who asks can claim now. */
export async function claimableTasks(
  { db, request, loaders, now, today }: RepresentativesContext,
  kind: readonly string[] | null | undefined,
  args: Paging,
  offerOf: (taskId: string) => Promise<DutyOfferState | null | undefined>,
): Promise<Connection<DutyTask>> {
  const deputy = deputyOf(request.principal);
  if (deputy === null) throw new AppError('FORBIDDEN');
  const { home, served } = (await loaders.deputyReach(deputy, { today })) ?? { home: [], served: [] };
  const given = { deputy, home, served, now, kind };
  const page = await dutyPage(db, claimable, given, args, (row) => presentTask(row, null), DutyTaskConnection);
  const own = await Promise.all(page.edges.map(({ node }) => offerOf(node.id)));
  page.edges.forEach(({ node }, index) => Object.assign(node, presentTask(node.state, own[index] ?? null)));
  return page;
}

/** The tasks of a deputy: to that deputy as their offers stand, to an office those of its region. */
export async function tasksOfDeputy(
  { db, request }: RepresentativesContext,
  deputy: string,
  filter: DutyTaskFilter | null | undefined,
  args: Paging,
  offerOf: (taskId: string) => Promise<DutyOfferState | null | undefined>,
): Promise<Connection<DutyTask>> {
  const isOwn = deputyOf(request.principal) === deputy;
  const region = isOwn ? null : overseenRegion(request.principal);
  if (!isOwn && region === null) throw new AppError('FORBIDDEN');
  const given = { ...filter, deputy, region };
  const page = await dutyPage(db, ofDeputy, given, args, (row) => presentTask(row), DutyTaskConnection);
  if (isOwn) {
    const own = await Promise.all(page.edges.map(({ node }) => offerOf(node.id)));
    page.edges.forEach(({ node }, index) => Object.assign(node, presentTask(node.state, own[index] ?? null)));
  }
  return page;
}

/** The offers of a task that the caller oversees. */
export function offersOfTask(
  { db }: RepresentativesContext,
  task: string,
  status: readonly string[] | null | undefined,
  args: Paging,
): Promise<Connection<DutyOffer>> {
  return dutyPage(db, ofTask, { task, status }, args, presentOffer, DutyOfferConnection);
}
