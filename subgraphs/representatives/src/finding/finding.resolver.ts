import { AppError } from '@lianxin/errors';
import { type Connection, PageArgs, type ReferenceResolver } from '@lianxin/subgraph-kit';
import { availableActions } from '@lianxin/workflow';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dutyActorOf } from '../duty/duty.actor.js';
import { shownActions } from '../duty/duty-actions.js';
import { type DutyList, dutyPage } from '../duty/duty-list.sql.js';
import { DutyAvailableAction, DutyTimelineConnection, type DutyTimelineEntry } from '../duty/duty-part.types.js';
import { deputyOf, overseenRegion } from '../duty/duty.policy.js';
import { dutyTimeline } from '../duty/duty-timeline.js';
import { presentRectification, Rectification } from '../rectification/rectification.types.js';
import { Representative } from '../representative/representative.entity.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { visibleFinding } from './finding.access.js';
import { findingMachine } from './finding.machine.js';
import { findingColumns, type FindingState } from './finding.state.js';
import { Finding, FindingConnection, FindingFilter, presentFinding } from './finding.types.js';

/** Findings as they were reported. Index: finding_reported. */
const findings: DutyList<FindingState, 'region' | 'deputy' | 'status' | 'source'> = {
  name: 'representatives_findings',
  select: `select ${findingColumns.select('f')}`,
  from: 'from representatives.finding f',
  order: 'f.reported_at',
  id: 'f.id',
  conditions: {
    region: 'f.region_path @> array[?::text]',
    deputy: '(f.finder_ids @> array[?::uuid] or f.invited_ids @> array[?::uuid])',
    status: 'f.status = any(?::text[])',
    source: 'f.source = any(?::text[])',
  },
  keyOf: ({ reportedAt, id }) => [reportedAt.toISOString(), id],
};

@Resolver(() => Finding)
export class FindingResolver {
  @Query(() => Finding, { nullable: true })
  finding(@Arg('id', () => ID) id: string, @Ctx() context: RepresentativesContext): Promise<Finding | null> {
    return visibleFinding(context, id);
  }

  @Query(() => FindingConnection, {
    description:
      'To an office those of its region, to a deputy those they found or are asked to confirm; the oldest first.',
  })
  findings(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => FindingFilter, { nullable: true }) filter: FindingFilter | null,
    @Ctx() { db, request }: RepresentativesContext,
  ): Promise<Connection<Finding>> {
    const deputy = deputyOf(request.principal);
    const region = deputy === null ? overseenRegion(request.principal) : null;
    if (deputy === null && region === null) throw new AppError('FORBIDDEN');
    return dutyPage(db, findings, { ...filter, deputy, region }, args, presentFinding, FindingConnection);
  }

  @Directive('@listSize(assumedSize: 2)')
  @FieldResolver(() => [Representative], { description: 'Who found it, each confirmed, the reporter first.' })
  async finders(@Root() { state }: Finding, @Ctx() { loaders }: RepresentativesContext): Promise<Representative[]> {
    const all = await Promise.all(state.finderIds.map((id) => loaders.representative.load(id)));
    return all.filter((deputy) => deputy !== null);
  }

  @FieldResolver(() => Rectification, { nullable: true })
  async rectification(
    @Root() { id }: Finding,
    @Ctx() { loaders }: RepresentativesContext,
  ): Promise<Rectification | null> {
    const state = await loaders.rectificationOfFinding.load(id);
    return state && presentRectification(state);
  }

  @FieldResolver(() => Finding, { nullable: true, description: 'The finding that speaks for both, once it is merged.' })
  mergedInto(@Root() { state }: Finding, @Ctx() context: RepresentativesContext): Promise<Finding | null> {
    return visibleFinding(context, state.mergedIntoId);
  }

  @Directive('@listSize(assumedSize: 4)')
  @FieldResolver(() => [DutyAvailableAction])
  availableActions(@Root() { state }: Finding, @Ctx() { request, now }: RepresentativesContext): DutyAvailableAction[] {
    return shownActions(availableActions(findingMachine, state, dutyActorOf(request.principal), now), request);
  }

  @FieldResolver(() => DutyTimelineConnection)
  timeline(
    @Root() { id }: Finding,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTimelineEntry>> {
    return dutyTimeline(context, 'finding', id, args);
  }
}

/** Answers `{ id }` with the finding, or null. */
export const findingReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  visibleFinding(context, id);
