import { DutyTaskKind, DutyTaskStatus, InspectionConclusion, OfferExcuse } from '@lianxin/events';
import { connectionOf } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { DutyOfferState, DutyTaskState } from './duty-task.state.js';

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'A duty task (履职任务), offered by an office to deputies. Seen by the offices of its region and by the deputies it is offered or open to; `status` and `version` are those of a deputy’s own offer to that deputy, and of the task to an office.',
})
export class DutyTask {
  @Field(() => ID)
  id!: string;

  @Field(() => DutyTaskKind)
  kind!: DutyTaskKind;

  @Field(() => String)
  title!: string;

  @Field(() => DutyTaskStatus, {
    description:
      'To a deputy, where their own offer stands. To an office: OFFERED while there are places and somebody may claim, CLAIMED once the places are taken, COMPLETED, EXPIRED or CANCELLED.',
  })
  status!: DutyTaskStatus;

  @Field(() => Int, {
    description:
      'Send it as `expectedVersion`. To a deputy the version of their offer, 0 for a task that is open to them without one; to an office that of the task, which grows with every claim.',
  })
  version!: number;

  @Field(() => Int, { description: 'Places: how many deputies can claim it (名额).' })
  quota!: number;

  @Field(() => Int, { description: 'Places taken, completed ones included.' })
  claimedCount!: number;

  @Field(() => Date, { description: 'It can be claimed before this instant (UTC).' })
  claimBy!: Date;

  @Field(() => Date, { description: 'It is to be done before this instant (UTC).' })
  dueAt!: Date;

  @Field(() => Date)
  offeredAt!: Date;

  @Field(() => Int, { description: 'Notice in hours below which an offer is excused as NOTICE_TOO_SHORT.' })
  minNoticeHours!: number;

  @Field(() => Boolean, {
    description:
      'Offered to nobody in particular (认领市场): open to every deputy of the region, or, with a `station`, to those near it.',
  })
  openToRegion!: boolean;

  @Field(() => String, { nullable: true, description: 'What kind of thing it is about, e.g. Station.' })
  objectType!: string | null;

  @Field(() => ID, { nullable: true, description: 'Which one it is about.' })
  objectId!: string | null;

  readonly state!: DutyTaskState;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The offer of a task to one deputy: what the claim rate counts (RULEBOOK §5.4).',
})
export class DutyOffer {
  @Field(() => ID)
  id!: string;

  @Field(() => Int)
  version!: number;

  @Field(() => DutyTaskStatus)
  status!: DutyTaskStatus;

  @Field(() => Date)
  offeredAt!: Date;

  @Field(() => Date, { nullable: true })
  claimedAt!: Date | null;

  @Field(() => Date, { nullable: true })
  completedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: 'When it was given back or, claimed, not done in time.' })
  droppedAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the office agreed to the drop.' })
  dropApproved!: boolean;

  @Field(() => OfferExcuse, {
    nullable: true,
    description: 'Why it is not held against the deputy; null when it counts.',
  })
  excuse!: OfferExcuse | null;

  @Field(() => InspectionConclusion, { nullable: true, description: 'Inspections only.' })
  conclusion!: InspectionConclusion | null;

  readonly state!: DutyOfferState;
}

export const DutyTaskConnection = connectionOf<DutyTask>('DutyTask', () => DutyTask);
export const DutyOfferConnection = connectionOf<DutyOffer>('DutyOffer', () => DutyOffer);

/** A task as its offices see it, or as the deputy does whose offer is given (null: open to the deputy without one). */
export function presentTask(state: DutyTaskState, own?: DutyOfferState | null): DutyTask {
  const { claimedCount, completedCount } = state;
  const theirs = own === undefined ? {} : { status: own?.status ?? state.status, version: own?.version ?? 0 };
  const shown = { ...state, claimedCount: claimedCount + completedCount, ...theirs, state };
  return Object.assign(new DutyTask(), shown);
}

/** An offer as the graph shows it. */
export function presentOffer(state: DutyOfferState): DutyOffer {
  return Object.assign(new DutyOffer(), state, { state });
}

@InputType({ description: 'All given conditions hold together; a list matches any of its members.' })
export class DutyTaskFilter {
  @Field(() => [DutyTaskStatus], {
    nullable: true,
    description: 'Under a deputy the status of that deputy’s offer; elsewhere that of the task.',
  })
  status?: DutyTaskStatus[] | null;

  @Field(() => [DutyTaskKind], { nullable: true })
  kind?: DutyTaskKind[] | null;

  @Field(() => Date, { nullable: true, description: 'Due at this instant or later (UTC).' })
  dueFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Due before this instant (UTC).' })
  dueBefore?: Date | null;
}
