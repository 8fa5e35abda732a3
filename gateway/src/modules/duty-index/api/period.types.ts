import { connectionOf, CommandRefused, DayScalar, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PeriodKind } from '../core/index-period.js';
import { DutyIndexPolicy } from './policy.types.js';

/** Where a period stands. One that nobody has published is OPEN and has no record. */
export enum IndexPeriodState {
  DRAFT = 'DRAFT',
  FROZEN = 'FROZEN',
}

/** Where an objection stands. */
export enum IndexObjectionState {
  OPEN = 'OPEN',
  UPHELD = 'UPHELD',
  REJECTED = 'REJECTED',
}

registerEnumType(IndexPeriodState, {
  name: 'IndexPeriodState',
  description: 'DRAFT 亮分, can be objected to · FROZEN 封账',
});
registerEnumType(IndexObjectionState, {
  name: 'IndexObjectionState',
  description: 'OPEN 待答复 · UPHELD 采纳 · REJECTED 不采纳',
});

@ObjectType({ simpleResolvers: true, description: 'What a deputy says against a draft, and the answer (申诉).' })
export class IndexObjection {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  representativeId!: string;

  @Field(() => IndexObjectionState)
  state!: IndexObjectionState;

  @Field(() => String)
  text!: string;

  @Field(() => Date)
  raisedAt!: Date;

  @Field(() => String, { nullable: true })
  answer!: string | null;

  @Field(() => Date, { nullable: true })
  answeredAt!: Date | null;

  @Field(() => Int)
  version!: number;
}

export const IndexObjectionConnection = connectionOf<IndexObjection>('IndexObjection', () => IndexObjection);

@ObjectType({ simpleResolvers: true, description: 'A period of a cohort that was published (指数周期).' })
export class IndexPeriod {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  cohortId!: string;

  @Field(() => PeriodKind)
  kind!: PeriodKind;

  @Field(() => DayScalar)
  start!: string;

  @Field(() => DayScalar, { description: 'The day after the last.' })
  end!: string;

  @Field(() => IndexPeriodState)
  state!: IndexPeriodState;

  @Field(() => Int)
  version!: number;

  @Field(() => Int, { description: 'Version of the rules that weigh the period.' })
  policyVersion!: number;

  @Field(() => String, { description: 'SHA-256 of those rules.' })
  policyHash!: string;

  @Field(() => Date)
  publishedAt!: Date;

  @Field(() => Date, { description: 'Objections are taken until then: 24:00 of the fifth working day.' })
  objectionsUntil!: Date;

  @Field(() => Date, { nullable: true })
  frozenAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'The position of the log up to which the snapshot counts.' })
  position!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the snapshot, hexadecimal.' })
  hash!: string | null;
}

export const IndexPeriodConnection = connectionOf<IndexPeriod>('IndexPeriod', () => IndexPeriod);

@ObjectType({ simpleResolvers: true, description: 'Whether a cohort is ranked (排名), and by which document.' })
export class IndexRanking {
  @Field(() => ID)
  cohortId!: string;

  @Field(() => Boolean)
  enabled!: boolean;

  @Field(() => String)
  documentNo!: string;

  @Field(() => Date)
  changedAt!: Date;

  @Field(() => Int)
  version!: number;
}

@ObjectType({ simpleResolvers: true })
export class IndexPolicyPayload {
  @Field(() => DutyIndexPolicy)
  policy!: DutyIndexPolicy;
}

@ObjectType({ simpleResolvers: true })
export class IndexRankingPayload {
  @Field(() => IndexRanking)
  ranking!: IndexRanking;
}

@ObjectType({ simpleResolvers: true })
export class IndexPeriodPayload {
  @Field(() => IndexPeriod)
  period!: IndexPeriod;
}

@ObjectType({ simpleResolvers: true })
export class IndexObjectionPayload {
  @Field(() => IndexObjection)
  objection!: IndexObjection;
}

const typeOf =
  (field: string, payload: string) =>
  (value: object): string =>
    field in value ? payload : refusalType(value);

export const SaveIndexPolicyResult = unionOf(
  'SaveIndexPolicyResult',
  () => [IndexPolicyPayload, CommandRefused, VersionConflict] as const,
  typeOf('policy', 'IndexPolicyPayload'),
);
export const SetIndexRankingResult = unionOf(
  'SetIndexRankingResult',
  () => [IndexRankingPayload, CommandRefused, VersionConflict] as const,
  typeOf('ranking', 'IndexRankingPayload'),
);

const periodUnion = (name: string) =>
  unionOf(
    name,
    () => [IndexPeriodPayload, CommandRefused, VersionConflict] as const,
    typeOf('period', 'IndexPeriodPayload'),
  );
const objectionUnion = (name: string) =>
  unionOf(
    name,
    () => [IndexObjectionPayload, CommandRefused, VersionConflict] as const,
    typeOf('objection', 'IndexObjectionPayload'),
  );

export const PublishIndexPeriodResult = periodUnion('PublishIndexPeriodResult');
export const CloseIndexPeriodResult = periodUnion('CloseIndexPeriodResult');
export const RaiseIndexObjectionResult = objectionUnion('RaiseIndexObjectionResult');
export const AnswerIndexObjectionResult = objectionUnion('AnswerIndexObjectionResult');
