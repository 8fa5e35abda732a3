import { AppError } from '@lianxin/errors';
import {
  type Connection,
  cursorKey,
  cursorKeys,
  lastId,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { availableActions } from '@lianxin/workflow';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { dutyActorOf } from '../duty/duty.actor.js';
import { shownActions } from '../duty/duty-actions.js';
import { type DutyList, dutyPage } from '../duty/duty-list.sql.js';
import { DutyAvailableAction, DutyTimelineConnection, type DutyTimelineEntry } from '../duty/duty-part.types.js';
import { overseenRegion } from '../duty/duty.policy.js';
import { dutyTimeline } from '../duty/duty-timeline.js';
import { Representative } from '../representative/representative.entity.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { handledRecord, handles, visibleRecord } from './duty-record.access.js';
import { DutyRecordStatus } from './duty-record.enums.js';
import { dutyRecordMachine } from './duty-record.machine.js';
import { dutyRecordColumns, type DutyRecordState } from './duty-record.state.js';
import { deedOf, DutyRecord, DutyRecordConnection, DutyRecordFilter, presentRecord } from './duty-record.types.js';

/** What deputies added, as it came in. Index: duty_record_submitted. */
const added: DutyList<DutyRecordState, 'region' | 'kind' | 'status' | 'from' | 'before'> = {
  name: 'representatives_duty_records',
  select: `select ${dutyRecordColumns.select('r')}`,
  from: 'from representatives.duty_record r',
  order: 'r.submitted_at',
  id: 'r.id',
  conditions: {
    region: 'r.region_path @> array[?::text]',
    kind: 'r.kind = any(?::text[])',
    status: 'r.status = any(?::text[])',
    from: 'r.held_on >= ?::date',
    before: 'r.held_on < ?::date',
  },
  keyOf: ({ submittedAt, id }) => [submittedAt.toISOString(), id],
};

@Resolver(() => DutyRecord)
export class DutyRecordResolver {
  @Query(() => DutyRecord, { nullable: true })
  dutyRecord(@Arg('id', () => ID) id: string, @Ctx() context: RepresentativesContext): Promise<DutyRecord | null> {
    return visibleRecord(context, id);
  }

  @Query(() => DutyRecordConnection, {
    description: 'What the deputies of an office’s region added to their archives, the oldest first; for offices.',
  })
  dutyRecords(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DutyRecordFilter, { nullable: true }) filter: DutyRecordFilter | null,
    @Ctx() { db, request }: RepresentativesContext,
  ): Promise<Connection<DutyRecord>> {
    const region = overseenRegion(request.principal);
    if (region === null) throw new AppError('FORBIDDEN');
    const present = (row: DutyRecordState): DutyRecord => presentRecord(deedOf(row));
    return dutyPage(db, added, { ...filter, region }, args, present, DutyRecordConnection);
  }

  @FieldResolver(() => Representative, { nullable: true })
  representative(
    @Root() { state }: DutyRecord,
    @Ctx() { loaders }: RepresentativesContext,
  ): Promise<Representative | null> {
    return loaders.representative.load(state.representativeId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What shows that it was done; null to the public, and for what has a source.',
  })
  evidence(@Root() { state }: DutyRecord, @Ctx() context: RepresentativesContext): string | null {
    return handledRecord(context, state)?.evidence ?? null;
  }

  @Directive('@listSize(assumedSize: 4)')
  @FieldResolver(() => [DutyAvailableAction], { description: 'What the caller can do with it; else empty.' })
  availableActions(@Root() { state }: DutyRecord, @Ctx() context: RepresentativesContext): DutyAvailableAction[] {
    const it = handledRecord(context, state);
    if (!it) return [];
    const actor = dutyActorOf(context.request.principal);
    return shownActions(availableActions(dutyRecordMachine, it, actor, context.now), context.request);
  }

  @FieldResolver(() => DutyTimelineConnection, { description: 'For the deputy and the office; else empty.' })
  timeline(
    @Root() { state }: DutyRecord,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyTimelineEntry>> {
    return dutyTimeline(context, 'duty_record', handledRecord(context, state)?.id ?? null, args);
  }
}

@Resolver(() => Representative)
export class RepresentativeDutyRecordsResolver {
  @FieldResolver(() => DutyRecordConnection, {
    description:
      'The duty archive (履职档案), the latest day first, up to today. The deputy and the offices of the region see what waits and what was refused too; everybody else the approved facts.',
  })
  async dutyRecords(
    @Root() deputy: Representative,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DutyRecordFilter, { nullable: true }) asked: DutyRecordFilter | null,
    @Ctx() context: RepresentativesContext,
  ): Promise<Connection<DutyRecord>> {
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.day, cursorKey.id], ['infinity', lastId]);
    const { loaders, today } = context;
    const isAll = handles(context, deputy.id, deputy.regionPath);
    const isAsked = asked?.status == null || asked.status.includes(DutyRecordStatus.APPROVED);
    const facts = isAsked ? [DutyRecordStatus.APPROVED] : [];
    const filter = { ...asked, status: isAll ? asked?.status : facts };
    const rows = await loaders.archive(deputy.id, { filter, page: { first, behind, today } });
    const count = async (): Promise<number> => (await loaders.archiveCount(deputy.id, { filter, today }))?.count ?? 0;
    const page = pageOf(rows.map(presentRecord), first, ({ heldOn, id }) => [heldOn, id], count);
    return DutyRecordConnection.of(page);
  }
}

/** Answers `{ id }` with the record, or null. */
export const dutyRecordReference: ReferenceResolver<RepresentativesContext> = ({ id }, context) =>
  visibleRecord(context, id);
