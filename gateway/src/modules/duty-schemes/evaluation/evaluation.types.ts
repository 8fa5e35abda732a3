import { CommandRefused, connectionOf, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { typeOf } from '../scheme-result.types.js';
import { EvaluationStatus } from './closing/evaluation.machine.js';
import { JudgementSource } from './evaluation-scheme.js';
import { AdvisoryTalk } from './talk.types.js';

registerEnumType(EvaluationStatus, {
  name: 'EvaluationStatus',
  description: 'OPEN judgements are taken · CLOSED 封账',
});
registerEnumType(JudgementSource, {
  name: 'JudgementSource',
  description: 'INTERNAL 内部督查 · PEER 互评 · DEPUTY 代表评议 · PUBLIC 群众反馈',
});

@ObjectType({ simpleResolvers: true, description: 'Somebody who is evaluated (考评对象).' })
export class EvaluatedSubject {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  groupCode!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int)
  version!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One’s own judgement, as it was taken. Nobody else is shown who judged.',
})
export class Judgement {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => JudgementSource)
  source!: JudgementSource;

  @Field(() => Date)
  judgedAt!: Date;

  @Field(() => Int)
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A source of judgement in a result.' })
export class EvaluationSource {
  @Field(() => JudgementSource)
  source!: JudgementSource;

  @Field(() => Int)
  judges!: number;

  @Field(() => Int)
  minSample!: number;

  @Field(() => Boolean, {
    description: '样本不足: fewer judges than the least sample, so its weight goes to the others.',
  })
  isLeftOut!: boolean;

  @Field(() => String, { nullable: true, description: 'Exact share of the whole, e.g. `2/3`; null when left out.' })
  weight!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What the judges of a source gave for an indicator.' })
export class EvaluationIndicator {
  @Field(() => ID)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Basis points of the dimension.' })
  weightBp!: number;

  @Field(() => Int, { description: 'Points of all judges together.' })
  points!: number;

  @Field(() => Int)
  judges!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What one source gives for one dimension.' })
export class EvaluationCell {
  @Field(() => JudgementSource)
  source!: JudgementSource;

  @Field(() => String, { description: 'Exact points, e.g. `185/2`.' })
  exact!: string;

  @Field(() => [EvaluationIndicator], { description: 'What it is made of; at most 40.' })
  indicators!: readonly EvaluationIndicator[];
}

@ObjectType({ simpleResolvers: true })
export class EvaluationDimension {
  @Field(() => ID)
  code!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Int, { description: 'Basis points of the whole.' })
  weightBp!: number;

  @Field(() => Float, { nullable: true, description: 'Points, 0 to 100, two decimals; for show, the sum is exact.' })
  score!: number | null;

  @Field(() => [EvaluationCell], { description: 'Sources that count; at most 4.' })
  cells!: readonly EvaluationCell[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'What was added to a frozen score (封账后更正); the frozen one stays as it is.',
})
export class EvaluationCorrection {
  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => Float, { description: 'Points that were added; below zero where they were taken.' })
  points!: number;

  @Field(() => String)
  reason!: string;

  @Field(() => Date)
  enteredAt!: Date;

  @Field(() => Int, { description: 'Version of the evaluation once it was entered.' })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A score with all corrections, and what follows from it.' })
export class CurrentEvaluation {
  @Field(() => Float, { nullable: true })
  score!: number | null;

  @Field(() => Boolean)
  isSelected!: boolean;

  @Field(() => Boolean)
  isTalkDue!: boolean;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What somebody comes to in a period (考评结果): as it stands, or as it was frozen.',
})
export class EvaluationResult {
  @Field(() => EvaluatedSubject)
  subject!: EvaluatedSubject;

  @Field(() => EvaluationStatus, { description: 'CLOSED: the figures are the frozen ones.' })
  status!: EvaluationStatus;

  @Field(() => String, { nullable: true, description: 'Published SHA-256 of the frozen figures of the group.' })
  hash!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Version of the group’s evaluation that these figures hold, for `closeEvaluation`. For its office and inspectors.',
  })
  evaluationVersion!: number | null;

  @Field(() => Int, { description: 'Version of the table, the one in force on the first day of the period.' })
  schemeVersion!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Points, rounded once; null where no source has its least sample.',
  })
  score!: number | null;

  @Field(() => String, { nullable: true, description: 'The same, exact, as a fraction.' })
  exact!: string | null;

  @Field(() => Boolean, { description: '评先: at or above the threshold and within the quota of the group.' })
  isSelected!: boolean;

  @Field(() => Boolean, { description: 'The score asks for a talk (约谈).' })
  isTalkDue!: boolean;

  @Field(() => CurrentEvaluation, { description: 'With all corrections; the same where there are none.' })
  current!: CurrentEvaluation;

  @Field(() => [EvaluationCorrection], { description: 'In the order of their entering; at most 50.' })
  corrections!: readonly EvaluationCorrection[];

  @Field(() => Int, {
    description: 'Periods of this kind in a row, up to this one, whose score asks for a talk; 12 at most.',
  })
  lowPeriods!: number;

  @Field(() => Boolean, { description: '连续较差: as many in a row as the table says.' })
  isAdjustmentDue!: boolean;

  @Field(() => AdvisoryTalk, { nullable: true })
  talk!: AdvisoryTalk | null;

  @Field(() => [EvaluationSource], { description: 'At most 4.' })
  sources!: readonly EvaluationSource[];

  @Field(() => [EvaluationDimension], { description: 'At most 12.' })
  dimensions!: readonly EvaluationDimension[];
}

export const EvaluationResultConnection = connectionOf<EvaluationResult>('EvaluationResult', () => EvaluationResult);

@ObjectType({ simpleResolvers: true })
export class EvaluatedPayload {
  @Field(() => EvaluatedSubject)
  subject!: EvaluatedSubject;
}

@ObjectType({ simpleResolvers: true })
export class JudgementPayload {
  @Field(() => Judgement)
  judgement!: Judgement;
}

export const EnrolEvaluatedResult = unionOf(
  'EnrolEvaluatedResult',
  () => [EvaluatedPayload, CommandRefused, VersionConflict] as const,
  typeOf('subject', 'EvaluatedPayload'),
);
export const JudgeSubjectResult = unionOf(
  'JudgeSubjectResult',
  () => [JudgementPayload, CommandRefused, VersionConflict] as const,
  typeOf('judgement', 'JudgementPayload'),
);
