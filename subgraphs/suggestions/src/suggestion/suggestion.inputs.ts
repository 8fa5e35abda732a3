import { DayScalar } from '@lianxin/subgraph-kit';
import { Directive, Field, ID, InputType, Int } from 'type-graphql';
import {
  IntakeChannel,
  Light,
  OrderDirection,
  PipelineStage,
  Rating,
  ResultCode,
  SuggestionOrderField,
  SuggestionStatus,
  Urgency,
} from './suggestion.enums.js';

@InputType({
  description: 'All given conditions hold together; a list matches any of its members. `text` looks in titles.',
})
export class SuggestionFilter {
  @Field(() => [SuggestionStatus], { nullable: true })
  status?: SuggestionStatus[];
  @Field(() => [PipelineStage], { nullable: true })
  stage?: PipelineStage[];
  @Field(() => [Light], { nullable: true })
  light?: Light[];
  @Field(() => [Rating], { nullable: true, description: 'Not for handling units: a rating is not told to the rated.' })
  rating?: Rating[];
  @Field(() => ID, { nullable: true, description: 'The category and all below it.' })
  categoryCode?: string;
  @Field(() => ID, { nullable: true, description: 'The region (6, 9 or 12 digits) and all below it.' })
  regionCode?: string;
  @Field(() => ID, { nullable: true, description: 'The lead unit.' })
  unitId?: string;
  @Field(() => ID, { nullable: true })
  representativeId?: string;
  @Field(() => DayScalar, { nullable: true, description: 'First day, Asia/Shanghai.' })
  collectedFrom?: string;
  @Field(() => DayScalar, { nullable: true, description: 'Last day, Asia/Shanghai, inclusive.' })
  collectedTo?: string;
  @Directive('@cost(weight: 50)')
  @Field(() => String, { nullable: true, description: 'Part of the title, or the exact number.' })
  text?: string;
}

@InputType()
export class SuggestionOrder {
  @Field(() => SuggestionOrderField)
  field!: SuggestionOrderField;
  @Field(() => OrderDirection)
  direction!: OrderDirection;
}

@InputType({ description: 'Who raises it (反映人). Anonymous means no name and no phone.' })
export class ConstituentInput {
  @Field(() => String, { nullable: true })
  name?: string;
  @Field(() => String, { nullable: true })
  phone?: string;
  @Field(() => Boolean)
  anonymous!: boolean;
  @Field(() => Boolean, { description: 'Whether the handling unit may see how to reach the person.' })
  contactConsent!: boolean;
}

@InputType({ description: 'A contact with the person before the reply (回访记录).' })
export class ContactRecordInput {
  @Field(() => Date)
  at!: Date;
  @Field(() => String)
  method!: string;
  @Field(() => String)
  note!: string;
}

@InputType({
  description: '收集. From a station (`stationId`) or from a scanned code (`stationCode`), one of the two.',
})
export class CollectSuggestionInput {
  @Field(() => String)
  idempotencyKey!: string;
  @Field(() => ID, { nullable: true })
  stationId?: string;
  @Field(() => String, { nullable: true })
  stationCode?: string;
  @Field(() => IntakeChannel)
  channel!: IntakeChannel;
  @Field(() => String)
  title!: string;
  @Field(() => String)
  content!: string;
  @Field(() => ID, { nullable: true })
  categoryCode?: string;
  @Field(() => Urgency, { nullable: true })
  urgency?: Urgency;
  @Field(() => ConstituentInput)
  constituent!: ConstituentInput;
}

/** What every change of an existing suggestion carries. */
@InputType()
abstract class ChangeInput {
  @Field(() => String, { description: 'Makes a retry safe: same key and input, same answer, for 24 hours.' })
  idempotencyKey!: string;
  @Field(() => ID)
  id!: string;
  @Field(() => Int, { description: 'The version you saw; a lost race is refused with VERSION_CONFLICT.' })
  expectedVersion!: number;
}

@InputType({ description: '受理' })
export class AdmitSuggestionInput extends ChangeInput {
  @Field(() => ID)
  categoryCode!: string;
  @Field(() => Urgency)
  urgency!: Urgency;
}

@InputType({ description: '不予受理: the reason, and where the person can turn to instead.' })
export class RejectSuggestionInput extends ChangeInput {
  @Field(() => String)
  reason!: string;
  @Field(() => String, { nullable: true })
  adviceChannel?: string;
}

@InputType({ description: '并案: into another open suggestion of the same region.' })
export class MergeSuggestionInput extends ChangeInput {
  @Field(() => ID)
  intoId!: string;
}

@InputType({ description: '撤回, by the person who raised it, before it is admitted.' })
export class WithdrawSuggestionInput extends ChangeInput {
  @Field(() => String, { nullable: true })
  reason?: string;
}

@InputType({
  description: '分派: one lead unit with assisting units, or a deputy; after a rework or escalation, again.',
})
export class DispatchSuggestionInput extends ChangeInput {
  @Field(() => ID, { nullable: true })
  leadUnitId?: string;
  @Field(() => [ID], { nullable: true })
  assistUnitIds?: string[];
  @Field(() => ID, { nullable: true })
  representativeId?: string;
  @Field(() => String, { nullable: true })
  note?: string;
}

@InputType({ description: '接单' })
export class AcceptSuggestionInput extends ChangeInput {
  @Field(() => String, { nullable: true })
  note?: string;
}

@InputType({ description: '退单: a unit never passes a case on, it asks the office to take it back.' })
export class RequestReturnInput extends ChangeInput {
  @Field(() => String)
  reason!: string;
  @Field(() => ID, { nullable: true })
  suggestedUnitId?: string;
}

@InputType({ description: '退单审核. Approved: back to dispatch. Denied: the unit is designated and handles it.' })
export class DecideReturnInput extends ChangeInput {
  @Field(() => Boolean)
  approve!: boolean;
  @Field(() => String, { nullable: true, description: 'Needed to deny.' })
  reason?: string;
}

@InputType({ description: '反馈. RESOLVED needs a contact record, PLANNED a promised date.' })
export class ReplySuggestionInput extends ChangeInput {
  @Field(() => ResultCode)
  resultCode!: ResultCode;
  @Field(() => String)
  text!: string;
  @Field(() => ContactRecordInput, { nullable: true })
  contactRecord?: ContactRecordInput;
  @Field(() => DayScalar, { nullable: true })
  promisedDate?: string;
}

@InputType({ description: '评价. NOT_SATISFIED needs a reason and opens rework.' })
export class EvaluateSuggestionInput extends ChangeInput {
  @Field(() => Rating)
  rating!: Rating;
  @Field(() => Rating, { nullable: true, description: '办理态度' })
  attitudeRating?: Rating;
  @Field(() => String, { nullable: true })
  reason?: string;
  @Field(() => String, { nullable: true })
  comment?: string;
}

@InputType({ description: 'Closes an escalated case with a public reason (挂牌督办).' })
export class CloseSuggestionInput extends ChangeInput {
  @Field(() => String)
  reason!: string;
}
