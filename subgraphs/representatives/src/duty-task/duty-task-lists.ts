import { AppError } from '@lianxin/errors';
import { type Connection } from '@lianxin/subgraph-kit';
import { type DutyList, dutyPage } from '../duty/duty-list.sql.js';
import { sublistPage } from '../duty/duty-sublist.js';
import { deputyOf, overseenRegion } from '../duty/duty.policy.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { offersOfTasks, taskConditions, tasksOfDeputies } from './duty-task-sublists.js';
import { type DutyOfferState, type DutyTaskState, taskColumns } from './duty-task.state.js';
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
  { loaders, request }: RepresentativesContext,
  deputy: string,
  filter: DutyTaskFilter | null | undefined,
  args: Paging,
  offerOf: (taskId: string) => Promise<DutyOfferState | null | undefined>,
): Promise<Connection<DutyTask>> {
  const isOwn = deputyOf(request.principal) === deputy;
  const region = isOwn ? null : overseenRegion(request.principal);
  if (!isOwn && region === null) throw new AppError('FORBIDDEN');
  const given = { ...filter, region };
  const present = (row: DutyTaskState): DutyTask => presentTask(row);
  const page = await sublistPage(
    loaders.tasksOfDeputy,
    tasksOfDeputies,
    deputy,
    given,
    args,
    present,
    DutyTaskConnection,
  );
  if (isOwn) {
    const own = await Promise.all(page.edges.map(({ node }) => offerOf(node.id)));
    page.edges.forEach(({ node }, index) => Object.assign(node, presentTask(node.state, own[index] ?? null)));
  }
  return page;
}

/** The offers of a task that the caller oversees. */
export function offersOfTask(
  { loaders }: RepresentativesContext,
  task: string,
  status: readonly string[] | null | undefined,
  args: Paging,
): Promise<Connection<DutyOffer>> {
  return sublistPage(loaders.offersOfTask, offersOfTasks, task, { status }, args, presentOffer, DutyOfferConnection);
}
