import { CommandRefused, connectionOf, DayScalar, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { typeOf } from '../scheme-result.types.js';

/** Where an entry comes from. */
export enum PointsEntryKind {
  AWARD = 'AWARD',
  REVERSAL = 'REVERSAL',
  CLAIM = 'CLAIM',
  CORRECTION = 'CORRECTION',
}

/** Where a claim stands. */
export enum PointsClaimState {
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
}

registerEnumType(PointsEntryKind, {
  name: 'PointsEntryKind',
  description: 'AWARD by an event · REVERSAL an event took it back · CLAIM 申报 · CORRECTION 更正',
});
registerEnumType(PointsClaimState, {
  name: 'PointsClaimState',
  description: 'SUBMITTED 待审核 · APPROVED 通过 · REJECTED 不通过',
});

@ObjectType({ simpleResolvers: true, description: 'One entry of the points ledger (工分明细). It is never changed.' })
export class PointsEntry {
  @Field(() => ID)
  id!: string;

  @Field(() => PointsEntryKind)
  kind!: PointsEntryKind;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => Int, { description: 'Version of the rules that say what it is worth.' })
  schemeVersion!: number;

  @Field(() => ID)
  ruleCode!: string;

  @Field(() => ID)
  representativeId!: string;

  @Field(() => DayScalar, { description: 'The day of the deed in Asia/Shanghai.' })
  day!: string;

  @Field(() => Int, { description: 'Whole points before any cap; below zero where they are taken back.' })
  points!: number;

  @Field(() => String, {
    nullable: true,
    description: 'What it was given for: OFFER, FINDING, RECTIFICATION or RECORD; null for what no event knows.',
  })
  subjectType!: string | null;

  @Field(() => ID, { nullable: true })
  subjectId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The event that gave or took it; null for what no event knows.' })
  eventId!: string | null;

  @Field(() => String, { nullable: true })
  eventType!: string | null;

  @Field(() => ID, { nullable: true, description: 'The claim that was approved.' })
  claimId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The entry that this one corrects.' })
  correctsId!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was corrected.' })
  reason!: string | null;

  @Field(() => Date)
  enteredAt!: Date;

  @Field(() => Int, { description: '1, and one more for each correction of it.' })
  version!: number;
}

export const PointsEntryConnection = connectionOf<PointsEntry>('PointsEntry', () => PointsEntry);

@ObjectType({ simpleResolvers: true, description: 'What one rule has given a deputy in a period.' })
export class PointsRuleBalance {
  @Field(() => ID)
  ruleCode!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'What its entries add up to.' })
  points!: number;

  @Field(() => Int, { description: 'What is left of them under the cap.' })
  counted!: number;

  @Field(() => Int, { nullable: true, description: 'Most points in one period of the cap; null for no cap.' })
  cap!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A deputy’s points in a period (工分结余); `pointsEntries` opens it.',
})
export class PointsBalance {
  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID)
  representativeId!: string;

  @Field(() => Int, { description: 'What all entries add up to.' })
  points!: number;

  @Field(() => Int, { description: 'What is left of them under the caps in force on the last day of the period.' })
  counted!: number;

  @Field(() => [PointsRuleBalance], { description: 'Rules with entries, by code; at most 60 a version.' })
  rules!: readonly PointsRuleBalance[];

  readonly code!: string;
}

export const PointsBalanceConnection = connectionOf<PointsBalance>('PointsBalance', () => PointsBalance);

@ObjectType({ simpleResolvers: true, description: 'A deed that no event knows, claimed by its deputy (工分申报).' })
export class PointsClaim {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID)
  ruleCode!: string;

  @Field(() => ID)
  representativeId!: string;

  @Field(() => DayScalar)
  day!: string;

  @Field(() => String, { description: 'What shows that it was done.' })
  evidence!: string;

  @Field(() => PointsClaimState)
  state!: PointsClaimState;

  @Field(() => Date)
  claimedAt!: Date;

  @Field(() => String, { nullable: true, description: 'What the office said to it.' })
  reason!: string | null;

  @Field(() => Date, { nullable: true })
  decidedAt!: Date | null;

  @Field(() => Int)
  version!: number;
}

export const PointsClaimConnection = connectionOf<PointsClaim>('PointsClaim', () => PointsClaim);

@ObjectType({ simpleResolvers: true })
export class PointsClaimPayload {
  @Field(() => PointsClaim)
  claim!: PointsClaim;
}

@ObjectType({ simpleResolvers: true })
export class PointsEntryPayload {
  @Field(() => PointsEntry)
  entry!: PointsEntry;
}

const claimUnion = (name: string) =>
  unionOf(
    name,
    () => [PointsClaimPayload, CommandRefused, VersionConflict] as const,
    typeOf('claim', 'PointsClaimPayload'),
  );
export const ClaimPointsResult = claimUnion('ClaimPointsResult');
export const DecidePointsClaimResult = claimUnion('DecidePointsClaimResult');
export const CorrectPointsResult = unionOf(
  'CorrectPointsResult',
  () => [PointsEntryPayload, CommandRefused, VersionConflict] as const,
  typeOf('entry', 'PointsEntryPayload'),
);
