import { CommandRefused, connectionOf, DayScalar, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PeriodInput } from '../../../duty-index/api/duty-index.types.js';
import { PeriodKind } from '../../../duty-index/core/index-period.js';
import { typeOf } from '../../scheme-result.types.js';
import { EvaluationCorrection } from '../evaluation.types.js';
import { EvaluationStatus } from './evaluation.machine.js';

@ObjectType({ simpleResolvers: true, description: 'A step in the life of an evaluation, which nobody can rewrite.' })
export class EvaluationStep {
  @Field(() => ID)
  eventId!: string;

  @Field(() => Date)
  at!: Date;

  @Field(() => String, { description: 'CLOSE 封账 or CORRECT 更正.' })
  action!: string;

  @Field(() => EvaluationStatus)
  fromStatus!: EvaluationStatus;

  @Field(() => EvaluationStatus)
  toStatus!: EvaluationStatus;

  @Field(() => String, { description: 'Who took it, by name.' })
  actorName!: string;

  @Field(() => String, { nullable: true, description: 'Why it was corrected.' })
  note!: string | null;

  @Field(() => Int, { description: 'Version of the evaluation once it was taken.' })
  version!: number;
}

export const EvaluationStepConnection = connectionOf<EvaluationStep>('EvaluationStep', () => EvaluationStep);

@ObjectType({ simpleResolvers: true, description: 'The evaluation of a group of a region in a period (考评).' })
export class GroupEvaluation {
  @Field(() => ID, { nullable: true, description: 'Null while it is open.' })
  id!: string | null;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID)
  groupCode!: string;

  @Field(() => ID)
  regionCode!: string;

  @Field(() => PeriodKind)
  kind!: PeriodKind;

  @Field(() => DayScalar)
  start!: string;

  @Field(() => DayScalar, { description: 'The day after the last.' })
  end!: string;

  @Field(() => EvaluationStatus)
  status!: EvaluationStatus;

  @Field(() => Int, {
    description:
      'While it is open every judgement moves it, and who comes into the group or leaves; then closing and each correction.',
  })
  version!: number;

  @Field(() => Int, { nullable: true, description: 'Version of the table it was closed by.' })
  schemeVersion!: number | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of that table, hexadecimal.' })
  schemeHash!: string | null;

  @Field(() => Date, { nullable: true })
  closedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the frozen figures, hexadecimal, for publication.' })
  hash!: string | null;
}

export const GroupEvaluationConnection = connectionOf<GroupEvaluation>('GroupEvaluation', () => GroupEvaluation);

@InputType()
export class CloseEvaluationInput {
  @Field(() => String, { description: 'The same key never closes twice. Kept for 24 hours.' })
  idempotencyKey!: string;

  @Field(() => ID)
  schemeId!: string;

  @Field(() => ID, { description: 'A group of the office’s own region.' })
  groupCode!: string;

  @Field(() => PeriodInput, { description: 'A period that is over.' })
  period!: PeriodInput;

  @Field(() => Int, { description: 'Version of the evaluation as it was seen: what was judged since refuses it.' })
  expectedVersion!: number;
}

@InputType()
export class CorrectEvaluationInput {
  @Field(() => String)
  idempotencyKey!: string;

  @Field(() => ID)
  evaluationId!: string;

  @Field(() => Int, { description: 'Version of the evaluation.' })
  expectedVersion!: number;

  @Field(() => ID)
  subjectId!: string;

  @Field(() => Int, { description: 'What is added to the score, in hundredths of a point: -10000 to 10000, not 0.' })
  hundredths!: number;

  @Field(() => String, { description: '1 to 2000 characters.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class GroupEvaluationPayload {
  @Field(() => GroupEvaluation)
  evaluation!: GroupEvaluation;
}

@ObjectType({ simpleResolvers: true })
export class EvaluationCorrectionPayload {
  @Field(() => EvaluationCorrection)
  correction!: EvaluationCorrection;
}

export const CloseEvaluationResult = unionOf(
  'CloseEvaluationResult',
  () => [GroupEvaluationPayload, CommandRefused, VersionConflict] as const,
  typeOf('evaluation', 'GroupEvaluationPayload'),
);
export const CorrectEvaluationResult = unionOf(
  'CorrectEvaluationResult',
  () => [EvaluationCorrectionPayload, CommandRefused, VersionConflict] as const,
  typeOf('correction', 'EvaluationCorrectionPayload'),
);
