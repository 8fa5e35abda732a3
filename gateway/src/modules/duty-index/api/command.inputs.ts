import { DayScalar } from '@lianxin/subgraph-kit';
import { OfferExcuse } from '@lianxin/events';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DiscoveryMode, JointCredit, RectificationAttribution } from '../core/index-policy.js';
import { PeriodInput } from './duty-index.types.js';

registerEnumType(DiscoveryMode, {
  name: 'DiscoveryMode',
  description:
    'MISSED found ÷ (found + missed + not reported) · QUOTA min(verified, target) ÷ target · YIELD inspections with a finding ÷ inspections done',
});
registerEnumType(RectificationAttribution, {
  name: 'RectificationAttribution',
  description: 'OUTCOME accepted in time · FOLLOW_UP the deputy checked in time, whatever the unit did',
});
registerEnumType(JointCredit, { name: 'JointCredit', description: 'FULL for each finder · SPLIT 1/n for each of n' });
registerEnumType(OfferExcuse, {
  name: 'OfferExcuse',
  description:
    'CANCELLED 签发人撤销 · FILLED_BY_OTHERS 名额已满 · ON_LEAVE 请假 · RECUSED 回避 · NOTICE_TOO_SHORT 通知过晚 · MANDATE_INACTIVE 不在任期',
});

@InputType({ description: 'Whom an index is for; a condition that is left out holds for everybody.' })
export class IndexCohortInput {
  @Field(() => Boolean, { nullable: true })
  isPartyMember?: boolean;

  @Field(() => String, { nullable: true, description: 'NATIONAL, PROVINCE, CITY, COUNTY or TOWN.' })
  congressLevel?: string;

  @Field(() => ID, {
    nullable: true,
    description: '12 digits; the region and all below it. Of the office that saves the rules when left out.',
  })
  regionCode?: string;

  @Field(() => Int, { nullable: true, description: 'Number of the term (届次).' })
  termNo?: number;
}

@InputType()
export class IndexWeightInput {
  @Field(() => String, { description: 'A DutyRateKind. Counts of presence are refused by name (国办函〔2026〕12号).' })
  kind!: string;

  @Field(() => Int, { description: 'Basis points.' })
  weightBp!: number;
}

@InputType({ description: 'The rules of an index (指数规则).' })
export class IndexPolicyInput {
  @Field(() => ID, { description: 'Lower-case letters, digits and hyphens; names the policy and its cohort.' })
  policyId!: string;

  @Field(() => String, { description: 'Name of the cohort, e.g. 党员代表.' })
  name!: string;

  @Field(() => DayScalar, { description: 'The first day of a month, behind every published period.' })
  effectiveFrom!: string;

  @Field(() => IndexCohortInput, { defaultValue: {} })
  cohort!: IndexCohortInput;

  @Field(() => [IndexWeightInput], { description: 'They add up to 10000.' })
  weights!: IndexWeightInput[];

  @Field(() => DiscoveryMode, { defaultValue: DiscoveryMode.MISSED })
  discoveryMode!: DiscoveryMode;

  @Field(() => Int, { defaultValue: 30, description: 'Days, 1 to 365; for MISSED.' })
  lookbackDays!: number;

  @Field(() => Int, { defaultValue: 1, description: 'Verified findings a month; for QUOTA.' })
  targetPerMonth!: number;

  @Field(() => RectificationAttribution, { defaultValue: RectificationAttribution.OUTCOME })
  attribution!: RectificationAttribution;

  @Field(() => JointCredit, { defaultValue: JointCredit.FULL })
  jointCredit!: JointCredit;

  @Field(() => Int, { defaultValue: 3, description: 'A rate with a smaller denominator is marked 样本不足.' })
  minSample!: number;

  @Field(() => Int, { defaultValue: 5000, description: 'Basis points of weight that must apply for a comparison.' })
  minApplicableBp!: number;

  @Field(() => Int, { defaultValue: 24 })
  minNoticeHours!: number;

  @Field(() => [OfferExcuse], { nullable: true, description: 'What takes an offer out; all of them when left out.' })
  exclusions?: OfferExcuse[];
}

@InputType()
export class SaveIndexPolicyInput {
  @Field(() => String, { description: 'The same key never saves twice. Kept for 24 hours.' })
  idempotencyKey!: string;

  @Field(() => Int, { description: 'The newest version; 0 for a new policy.' })
  expectedVersion!: number;

  @Field(() => IndexPolicyInput)
  policy!: IndexPolicyInput;
}

@InputType()
export class SetIndexRankingInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  cohortId!: string;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => String, { defaultValue: '', description: 'Number of the document that allows it (文号).' })
  documentNo!: string;

  @Field(() => Int, { description: 'The version of the setting; 0 while nobody has decided.' })
  expectedVersion!: number;
}

@InputType()
export class PublishIndexPeriodInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  cohortId!: string;

  @Field(() => PeriodInput)
  period!: PeriodInput;
}

@InputType()
export class CloseIndexPeriodInput extends PublishIndexPeriodInput {
  @Field(() => Int, { description: 'The version of the published period.' })
  expectedVersion!: number;
}

@InputType()
export class RaiseIndexObjectionInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  periodId!: string;

  @Field(() => String, { description: 'What is wrong, 1 to 2000 characters.' })
  text!: string;
}

@InputType()
export class AnswerIndexObjectionInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  objectionId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => Boolean)
  upheld!: boolean;

  @Field(() => String, { description: '1 to 2000 characters.' })
  answer!: string;
}
