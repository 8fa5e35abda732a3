import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType()
export class ClaimPointsInput {
  @Field(() => String, { description: 'The same key never claims twice. Kept for 24 hours.' })
  idempotencyKey!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID, { description: 'A rule whose source is CLAIM.' })
  ruleCode!: string;

  @Field(() => DayScalar, { description: 'When it was done, today at the latest.' })
  day!: string;

  @Field(() => String, { defaultValue: '', description: 'What shows it, at most 2000 characters.' })
  evidence!: string;
}

@InputType()
export class DecidePointsClaimInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  claimId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => Boolean)
  approved!: boolean;

  @Field(() => String, { defaultValue: '', description: 'Needed for a rejection; at most 2000 characters.' })
  reason!: string;
}

@InputType()
export class CorrectPointsInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  entryId!: string;

  @Field(() => Int, { description: 'Version of the entry.' })
  expectedVersion!: number;

  @Field(() => Int, { description: 'What is added to it: -10000 to 10000, not 0.' })
  points!: number;

  @Field(() => String, { description: '1 to 2000 characters.' })
  reason!: string;
}
