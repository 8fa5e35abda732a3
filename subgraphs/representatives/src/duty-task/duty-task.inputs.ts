import { DutyTaskKind, InspectionConclusion, OfferExcuse } from '@lianxin/events';
import { Field, ID, InputType, Int } from 'type-graphql';
import { NotedCommand, ReasonedCommand, VersionedCommand } from '../duty/duty-command.inputs.js';
import { NewFindingInput } from '../finding/finding.inputs.js';
import { CongressLevel } from '../representative/representative.entity.js';

@InputType({
  description: 'Deputies by rule, of the office’s own region and in office today; all conditions hold together.',
})
export class DutyCohortInput {
  @Field(() => Boolean, { nullable: true })
  isPartyMember?: boolean | null;

  @Field(() => CongressLevel, { nullable: true })
  congressLevel?: CongressLevel | null;

  @Field(() => ID, { nullable: true, description: 'This region and everything in it; 6, 9 or 12 digits.' })
  regionCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Deputies of this term (届次).' })
  termNo?: number | null;
}

@InputType({
  description:
    'A task and whom it is offered to: `representativeIds`, `cohort`, `openToRegion` or `openToStationId`, one of them.',
})
export class OfferDutyTaskInput {
  @Field(() => String, { description: 'Makes a retry safe: the same key has one effect.' })
  idempotencyKey!: string;

  @Field(() => DutyTaskKind)
  kind!: DutyTaskKind;

  @Field(() => String, { description: '1 to 200 characters.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'What kind of thing it is about; with `objectId`.' })
  objectType?: string | null;

  @Field(() => ID, { nullable: true })
  objectId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Places, 1 to 5000; as many as offers unless told, 1 when open.' })
  quota?: number | null;

  @Field(() => Date, { description: 'It can be claimed before this instant; in the future.' })
  claimBy!: Date;

  @Field(() => Date, { description: 'It is to be done before this instant; not before `claimBy`.' })
  dueAt!: Date;

  @Field(() => Int, { nullable: true, description: 'Notice in hours, 0 to 720; 24 unless told.' })
  minNoticeHours?: number | null;

  @Field(() => [ID], { nullable: true, description: 'At most 5000.' })
  representativeIds?: string[] | null;

  @Field(() => DutyCohortInput, { nullable: true })
  cohort?: DutyCohortInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Offer it to nobody in particular: any deputy of the region may claim.',
  })
  openToRegion?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Offer it to nobody in particular: a deputy may claim who sits at this station of the office’s region, or at one that serves a region above it.',
  })
  openToStationId?: string | null;
}

@InputType({
  description: 'By the deputy. `id` is the task, `expectedVersion` that of the deputy’s offer (0 without one).',
})
export class ClaimDutyTaskInput extends VersionedCommand {}

@InputType({ description: 'By the deputy. `id` is the task, `expectedVersion` that of the deputy’s offer.' })
export class ReleaseDutyTaskInput extends ReasonedCommand {}

@InputType({ description: 'By the deputy. `id` is the task, `expectedVersion` that of the deputy’s offer.' })
export class CompleteDutyTaskInput extends NotedCommand {
  @Field(() => InspectionConclusion, { nullable: true, description: 'Required for an inspection, for nothing else.' })
  conclusion?: InspectionConclusion | null;

  @Field(() => [NewFindingInput], {
    nullable: true,
    description:
      'What was found, at most 20; with PROBLEM_FOUND, which needs one here or reported before with this task.',
  })
  findings?: NewFindingInput[] | null;
}

@InputType({ description: 'By the office. `id` is the task.' })
export class CancelDutyTaskInput extends ReasonedCommand {}

@InputType({ description: 'By the office. `id` is the offer.' })
export class ExcuseDutyOfferInput extends ReasonedCommand {
  @Field(() => OfferExcuse, {
    description: 'ON_LEAVE, RECUSED or MANDATE_INACTIVE; the others follow from what happened.',
  })
  excuse!: OfferExcuse;
}

@InputType({ description: 'By the office. `id` is the offer that was given back or not done in time.' })
export class ApproveDutyDropInput extends NotedCommand {}
