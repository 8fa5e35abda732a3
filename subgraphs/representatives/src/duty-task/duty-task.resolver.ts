import { AppError } from '@lianxin/errors';
import { DutyTaskKind, DutyTaskStatus } from '@lianxin/events';
import { type Connection, PageArgs, type ReferenceResolver } from '@lianxin/subgraph-kit';
import { availableActions } from '@lianxin/workflow';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dutyActorOf } from '../duty/duty.actor.js';
import { shownActions } from '../duty/duty-actions.js';
import { DutyAvailableAction, DutyTimelineConnection, type DutyTimelineEntry } from '../duty/duty-part.types.js';
import { mayOversee } from '../duty/duty.policy.js';
import { dutyTimeline } from '../duty/duty-timeline.js';
import { knowsFinding } from '../finding/change-finding.js';
import { Finding, presentFinding } from '../finding/finding.types.js';
import { Representative } from '../representative/representative.entity.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { callersOffer, visibleTask } from './duty-task.access.js';
import { claimableTasks, offersOfTask, tasksOfDeputy, tasksOfOffice } from './duty-task-lists.js';
import { DutyOffer, DutyOfferConnection, DutyTask, DutyTaskConnection, DutyTaskFilter } from './duty-task.types.js';
import { dutyOfferMachine } from './duty-offer.machine.js';

@Resolver(() => DutyTask)
export class DutyTaskResolver {
  @Query(() => DutyTask, { nullable: true })
  dutyTask(@Arg('id', () => ID) id: string, @Ctx() context: RepresentativesContext): Promise<DutyTask | null> {
    return visibleTask(context, id);
  }

  @Query(() => DutyTaskConnection, { description: 'The tasks of an office’s region, the next due first.' })
  dutyTasks(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DutyTaskFilter, { nullable: true }) filter: DutyTaskFilter | null,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTask>> {
    return tasksOfOffice(context, filter, args);
  }

  @Query(() => DutyTaskConnection, {
    description:
      '认领市场: what the deputy who asks can claim now, offered to them or open to their region, the next due first.',
  })
  claimableTasks(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('kind', () => [DutyTaskKind], { nullable: true }) kind: DutyTaskKind[] | null,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTask>> {
    return claimableTasks(context, kind, args, (id) => callersOffer(context, id));
  }

  @FieldResolver(() => DutyOfferConnection, { description: 'To whom it was offered; for offices of the region.' })
  offers(
    @Root() { state }: DutyTask,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('status', () => [DutyTaskStatus], { nullable: true }) status: DutyTaskStatus[] | null,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyOffer>> {
    if (!mayOversee(context.request.principal, state)) throw new AppError('FORBIDDEN');
    return offersOfTask(context, state.id, status, args);
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [Finding], { description: 'What was found in it, as far as the caller may know.' })
  async findings(@Root() { id }: DutyTask, @Ctx() { loaders, request }: RepresentativesContext): Promise<Finding[]> {
    const actor = dutyActorOf(request.principal);
    const all = await loaders.findingsOfTask.load(id);
    return all.filter((it) => knowsFinding(actor, it)).map(presentFinding);
  }

  @Directive('@listSize(assumedSize: 4)')
  @FieldResolver(() => [DutyAvailableAction], {
    description: 'What the deputy can do with their own offer; else empty.',
  })
  async availableActions(
    @Root() { state }: DutyTask,
    @Ctx() context: RepresentativesContext,
  ): Promise<DutyAvailableAction[]> {
    const own = await callersOffer(context, state.id);
    if (!own) return [];
    const actor = dutyActorOf(context.request.principal);
    const actions = availableActions(dutyOfferMachine, { ...own, task: state }, actor, context.now);
    return shownActions(actions, context.request);
  }

  @FieldResolver(() => DutyTimelineConnection, { description: 'The history of the caller’s own offer; else empty.' })
  async timeline(
    @Root() { state }: DutyTask,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTimelineEntry>> {
    const own = await callersOffer(context, state.id);
    return dutyTimeline(context, 'duty_offer', own?.id ?? null, args);
  }
}

/** What hangs on an offer. Whoever holds one oversees its task, or is its deputy. */
@Resolver(() => DutyOffer)
export class DutyOfferResolver {
  @FieldResolver(() => Representative, { nullable: true })
  representative(
    @Root() { state }: DutyOffer,
    @Ctx() { loaders }: RepresentativesContext,
  ): Promise<Representative | null> {
    return loaders.representative.load(state.representativeId);
  }

  @FieldResolver(() => DutyTask, { nullable: true })
  task(@Root() { state }: DutyOffer, @Ctx() context: RepresentativesContext): Promise<DutyTask | null> {
    return visibleTask(context, state.taskId);
  }

  @Directive('@listSize(assumedSize: 4)')
  @FieldResolver(() => [DutyAvailableAction])
  async availableActions(
    @Root() { state }: DutyOffer,
    @Ctx() { loaders, request, now }: RepresentativesContext,
  ): Promise<DutyAvailableAction[]> {
    const task = await loaders.dutyTask.load(state.taskId);
    if (!task) return [];
    return shownActions(
      availableActions(dutyOfferMachine, { ...state, task }, dutyActorOf(request.principal), now),
      request,
    );
  }

  @FieldResolver(() => DutyTimelineConnection)
  timeline(
    @Root() { state }: DutyOffer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTimelineEntry>> {
    return dutyTimeline(context, 'duty_offer', state.id, args);
  }
}

@Resolver(() => Representative)
export class RepresentativeDutyTasksResolver {
  @FieldResolver(() => DutyTaskConnection, {
    description:
      'The deputy’s tasks, the next due first; the filter looks at the deputy’s own offers. For the deputy and the offices of the region; FORBIDDEN to others.',
  })
  dutyTasks(
    @Root() deputy: Representative,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DutyTaskFilter, { nullable: true }) filter: DutyTaskFilter | null,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTask>> {
    return tasksOfDeputy(context, deputy.id, filter, args, (id) => callersOffer(context, id));
  }
}

/** Answers `{ id }` with the task, or null. */
export const dutyTaskReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  visibleTask(context, id);
