import { AppError } from '@lianxin/errors';
import { type Connection, hasRole, isUuid, PageArgs, type ReferenceResolver, Role } from '@lianxin/subgraph-kit';
import { availableActions } from '@lianxin/workflow';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dutyActorOf } from '../duty/duty.actor.js';
import { shownActions } from '../duty/duty-actions.js';
import { type DutyList, dutyPage } from '../duty/duty-list.sql.js';
import {
  DutyAvailableAction,
  DutyTimelineConnection,
  type DutyTimelineEntry,
  HandlingUnitStub,
} from '../duty/duty-part.types.js';
import { deputyOf, overseenRegion } from '../duty/duty.policy.js';
import { dutyTimeline } from '../duty/duty-timeline.js';
import { Finding, presentFinding } from '../finding/finding.types.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { visibleRectification } from './rectification.access.js';
import { rectificationMachine } from './rectification.machine.js';
import { rectificationColumns, type RectificationState } from './rectification.state.js';
import {
  presentRectification,
  Rectification,
  RectificationConnection,
  RectificationFilter,
  RectificationFollowUp,
} from './rectification.types.js';

/** Rectifications as they were opened. Index: rectification_opened. */
const rectifications: DutyList<RectificationState, 'region' | 'deputy' | 'unit' | 'status' | 'responsibleUnitId'> = {
  name: 'representatives_rectifications',
  select: `select ${rectificationColumns.select('r')}`,
  from: 'from representatives.rectification r',
  order: 'r.opened_at',
  id: 'r.id',
  conditions: {
    region: 'r.region_path @> array[?::text]',
    deputy: 'r.representative_ids @> array[?::uuid]',
    unit: 'r.responsible_unit_id = ?::uuid',
    status: 'r.status = any(?::text[])',
    responsibleUnitId: 'r.responsible_unit_id = ?::uuid',
  },
  keyOf: ({ openedAt, id }) => [openedAt.toISOString(), id],
};

@Resolver(() => Rectification)
export class RectificationResolver {
  @Query(() => Rectification, { nullable: true })
  rectification(
    @Arg('id', () => ID) id: string,
    @Ctx() context: RepresentativesContext,
  ): Promise<Rectification | null> {
    return visibleRectification(context, id);
  }

  @Query(() => RectificationConnection, {
    description: 'To an office those of its region, to a unit its own, to a deputy those they found; the oldest first.',
  })
  rectifications(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RectificationFilter, { nullable: true }) filter: RectificationFilter | null,
    @Ctx() { db, request }: RepresentativesContext,
  ): Promise<Connection<Rectification>> {
    const { principal } = request;
    const region = overseenRegion(principal);
    const unit = region === null && hasRole(principal, Role.UNIT_CLERK) ? (principal.unitId ?? null) : null;
    const deputy = region === null && unit === null ? deputyOf(principal) : null;
    if (region === null && unit === null && deputy === null) throw new AppError('FORBIDDEN');
    if (filter?.responsibleUnitId != null && !isUuid(filter.responsibleUnitId)) {
      throw new AppError('INVALID_INPUT', { reason: 'responsibleUnitId: UUID' });
    }
    const given = { ...filter, region, unit, deputy };
    return dutyPage(db, rectifications, given, args, presentRectification, RectificationConnection);
  }

  @FieldResolver(() => Finding, { nullable: true, description: 'What is to be put right.' })
  async finding(@Root() { state }: Rectification, @Ctx() { loaders }: RepresentativesContext): Promise<Finding | null> {
    const finding = await loaders.finding.load(state.findingId);
    return finding && presentFinding(finding);
  }

  @FieldResolver(() => HandlingUnitStub, { nullable: true, description: 'The unit that has to put it right.' })
  responsibleUnit(@Root() { state }: Rectification): HandlingUnitStub | null {
    return state.responsibleUnitId === null ? null : { id: state.responsibleUnitId };
  }

  @Directive('@listSize(assumedSize: 5)')
  @FieldResolver(() => [RectificationFollowUp], { description: 'Checks by deputies, the oldest first; at most 200.' })
  followUps(@Root() { state }: Rectification): RectificationFollowUp[] {
    return state.followUps.map(({ representativeId, at, inTime }) =>
      Object.assign(new RectificationFollowUp(), { representativeId, at: new Date(at), inTime }),
    );
  }

  @Directive('@listSize(assumedSize: 8)')
  @FieldResolver(() => [DutyAvailableAction])
  availableActions(
    @Root() { state }: Rectification,
    @Ctx() { request, now }: RepresentativesContext,
  ): DutyAvailableAction[] {
    return shownActions(availableActions(rectificationMachine, state, dutyActorOf(request.principal), now), request);
  }

  @FieldResolver(() => DutyTimelineConnection)
  timeline(
    @Root() { id }: Rectification,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTimelineEntry>> {
    return dutyTimeline(context, 'rectification', id, args);
  }
}

/** Answers `{ id }` with the rectification, or null. */
export const rectificationReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  visibleRectification(context, id);
