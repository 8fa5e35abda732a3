import { DayScalar } from '@lianxin/subgraph-kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PeriodInput } from '../../duty-index/api/duty-index.types.js';
import { JudgementSource } from './evaluation-scheme.js';

@InputType()
export class EnrolEvaluatedInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID, { description: 'A deputy, or the account of somebody who is none.' })
  subjectId!: string;

  @Field(() => ID)
  groupCode!: string;

  @Field(() => String, { description: '1 to 60 characters.' })
  name!: string;

  @Field(() => Int, { description: '0 for who is new.' })
  expectedVersion!: number;
}

@InputType({
  description: 'Which results to list, as they stand with all corrections; what is left out holds for all.',
})
export class EvaluationResultFilter {
  @Field(() => Boolean, { nullable: true })
  isSelected?: boolean;

  @Field(() => Boolean, { nullable: true })
  isTalkDue?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a talk is recorded.' })
  hasTalk?: boolean;

  @Field(() => Boolean, { nullable: true })
  isAdjustmentDue?: boolean;
}

@InputType()
export class IndicatorScoreInput {
  @Field(() => ID)
  indicator!: string;

  @Field(() => Int, { description: 'Whole points, 0 to 100.' })
  points!: number;
}

@InputType()
export class JudgeSubjectInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => PeriodInput)
  period!: PeriodInput;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => JudgementSource, { description: 'In whose name the caller judges.' })
  source!: JudgementSource;

  @Field(() => Int, { description: 'Version of the caller’s last judgement; 0 for the first.' })
  expectedVersion!: number;

  @Field(() => [IndicatorScoreInput], { description: 'Every indicator of the table, each once.' })
  scores!: IndicatorScoreInput[];
}

@InputType()
export class RecordAdvisoryTalkInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => PeriodInput)
  period!: PeriodInput;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => Int, { description: 'The score that was seen, in hundredths of a point.' })
  expectedScoreHundredths!: number;

  @Field(() => DayScalar, { description: 'Today at the latest.' })
  heldOn!: string;

  @Field(() => String, { description: '1 to 2000 characters.' })
  summary!: string;
}
