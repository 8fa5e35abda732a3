import { CommandRefused, connectionOf, DayScalar, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { PeriodKind } from '../../duty-index/core/index-period.js';
import { typeOf } from '../scheme-result.types.js';

@ObjectType({ simpleResolvers: true, description: 'A talk that was held (约谈).' })
export class AdvisoryTalk {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => PeriodKind, { description: 'The period whose score asked for it.' })
  kind!: PeriodKind;

  @Field(() => DayScalar, { description: 'The first day of that period.' })
  start!: string;

  @Field(() => Float, { description: 'The score that asked for it, in points.' })
  score!: number;

  @Field(() => DayScalar)
  heldOn!: string;

  @Field(() => String)
  summary!: string;

  @Field(() => Date)
  recordedAt!: Date;
}

export const AdvisoryTalkConnection = connectionOf<AdvisoryTalk>('AdvisoryTalk', () => AdvisoryTalk);

@ObjectType({ simpleResolvers: true })
export class AdvisoryTalkPayload {
  @Field(() => AdvisoryTalk)
  talk!: AdvisoryTalk;
}

export const RecordAdvisoryTalkResult = unionOf(
  'RecordAdvisoryTalkResult',
  () => [AdvisoryTalkPayload, CommandRefused, VersionConflict] as const,
  typeOf('talk', 'AdvisoryTalkPayload'),
);
