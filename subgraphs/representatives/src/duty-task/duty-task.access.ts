import { isUuid } from '@lianxin/subgraph-kit';
import { isWithin } from '../claim-market/deputy-reach.sql.js';
import { deputyOf, mayOversee } from '../duty/duty.policy.js';
import type { RepresentativesContext } from '../representatives-context.js';
import type { DutyOfferState, DutyTaskState } from './duty-task.state.js';
import { type DutyTask, presentTask } from './duty-task.types.js';

/** The caller's own offer of a task; null for a deputy without one, undefined for whoever is no deputy. */
export async function callersOffer(
  { request, loaders }: RepresentativesContext,
  taskId: string,
): Promise<DutyOfferState | null | undefined> {
  const representativeId = deputyOf(request.principal);
  return representativeId === null ? undefined : loaders.ownOffer(taskId, { representativeId });
}

/** Whether a task is open to the deputy that the caller is. */
async function isOpenToCaller(
  { request, loaders, today }: RepresentativesContext,
  task: DutyTaskState,
): Promise<boolean> {
  const deputy = deputyOf(request.principal);
  return task.openToRegion && deputy !== null && isWithin(await loaders.deputyReach(deputy, { today }), task);
}

/** A task as the caller may see it: the deputy's own offer of it first, else as an office; null for everybody else. */
export async function visibleTask(context: RepresentativesContext, id: unknown): Promise<DutyTask | null> {
  const task = isUuid(id) ? await context.loaders.dutyTask.load(id) : null;
  if (!task) return null;
  const own = await callersOffer(context, task.id);
  if (own) return presentTask(task, own);
  if (mayOversee(context.request.principal, task)) return presentTask(task);
  return (await isOpenToCaller(context, task)) ? presentTask(task, null) : null;
}
