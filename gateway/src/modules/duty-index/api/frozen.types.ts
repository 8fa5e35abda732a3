import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CountReason } from '../core/contribution.js';
import { DutyRateKind } from '../core/index-policy.js';
import { DutySubject } from './subject.types.js';

@ObjectType({
  simpleResolvers: true,
  description:
    'An entry behind a frozen period (封账后更正): what an event has added or taken since. The snapshot stays.',
})
export class IndexCorrection {
  @Field(() => Int, { description: 'Position of the event in the log.' })
  position!: number;

  @Field(() => ID)
  eventId!: string;

  @Field(() => Date, { description: 'When the event was recorded.' })
  at!: Date;

  @Field(() => DutyRateKind)
  kind!: DutyRateKind;

  @Field(() => Float, { description: 'Added above the line; negative when taken.' })
  numerator!: number;

  @Field(() => Float, { description: 'Added below the line; negative when taken.' })
  denominator!: number;

  @Field(() => CountReason, { nullable: true })
  reason!: CountReason | null;

  @Field(() => DutySubject)
  subject!: DutySubject;

  /** Its place in the list. */
  readonly key!: readonly string[];
}

export const IndexCorrectionConnection = connectionOf<IndexCorrection>('IndexCorrection', () => IndexCorrection);
