import { CommandRefused, refusalOf, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { DutyOffer, DutyTask, presentOffer, presentTask } from '../duty-task/duty-task.types.js';
import type { DutyOfferState, DutyTaskState } from '../duty-task/duty-task.state.js';
import { Finding, presentFinding } from '../finding/finding.types.js';
import type { FindingState } from '../finding/finding.state.js';
import { presentRectification, Rectification } from '../rectification/rectification.types.js';
import type { RectificationState } from '../rectification/rectification.state.js';
import type { RepresentativesContext } from '../representatives-context.js';
import type { DutyOutcome } from './duty-command.js';

@ObjectType({ simpleResolvers: true, description: 'The task after the command, as the caller sees it.' })
export class DutyTaskPayload {
  @Field(() => DutyTask)
  dutyTask!: DutyTask;
}

@ObjectType({ simpleResolvers: true, description: 'The offer after the command.' })
export class DutyOfferPayload {
  @Field(() => DutyOffer)
  dutyOffer!: DutyOffer;
}

@ObjectType({ simpleResolvers: true, description: 'The finding after the command.' })
export class FindingPayload {
  @Field(() => Finding)
  finding!: Finding;
}

@ObjectType({ simpleResolvers: true, description: 'The rectification after the command.' })
export class RectificationPayload {
  @Field(() => Rectification)
  rectification!: Rectification;
}

type Refusals = CommandRefused | VersionConflict;
export type TaskAnswer = DutyTaskPayload | Refusals;
export type OfferAnswer = DutyOfferPayload | Refusals;
export type FindingAnswer = FindingPayload | Refusals;
export type RectificationAnswer = RectificationPayload | Refusals;

export const DutyTaskResult = unionOf(
  'DutyTaskResult',
  () => [DutyTaskPayload, CommandRefused, VersionConflict] as const,
  (value) => ('dutyTask' in value ? 'DutyTaskPayload' : refusalType(value)),
);
export const DutyOfferResult = unionOf(
  'DutyOfferResult',
  () => [DutyOfferPayload, CommandRefused, VersionConflict] as const,
  (value) => ('dutyOffer' in value ? 'DutyOfferPayload' : refusalType(value)),
);
export const FindingResult = unionOf(
  'FindingResult',
  () => [FindingPayload, CommandRefused, VersionConflict] as const,
  (value) => ('finding' in value ? 'FindingPayload' : refusalType(value)),
);
export const RectificationResult = unionOf(
  'RectificationResult',
  () => [RectificationPayload, CommandRefused, VersionConflict] as const,
  (value) => ('rectification' in value ? 'RectificationPayload' : refusalType(value)),
);

/** The task of an office's command. */
export async function taskAnswer(
  { request }: RepresentativesContext,
  work: Promise<DutyOutcome<DutyTaskState>>,
): Promise<TaskAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  return Object.assign(new DutyTaskPayload(), { dutyTask: presentTask(outcome.state) });
}

/** The task of a deputy's command, as that deputy sees it. */
export async function ownTaskAnswer(
  { request, loaders }: RepresentativesContext,
  work: Promise<DutyOutcome<DutyOfferState>>,
): Promise<TaskAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  const task = await loaders.dutyTask.load(outcome.state.taskId);
  if (!task) throw new Error(`Offer ${outcome.state.id} has no task`);
  return Object.assign(new DutyTaskPayload(), { dutyTask: presentTask(task, outcome.state) });
}

/** The offer of an office's command. */
export async function offerAnswer(
  { request }: RepresentativesContext,
  work: Promise<DutyOutcome<DutyOfferState>>,
): Promise<OfferAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  return Object.assign(new DutyOfferPayload(), { dutyOffer: presentOffer(outcome.state) });
}

export async function findingAnswer(
  { request }: RepresentativesContext,
  work: Promise<DutyOutcome<FindingState>>,
): Promise<FindingAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  return Object.assign(new FindingPayload(), { finding: presentFinding(outcome.state) });
}

export async function rectificationAnswer(
  { request }: RepresentativesContext,
  work: Promise<DutyOutcome<RectificationState>>,
): Promise<RectificationAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  return Object.assign(new RectificationPayload(), { rectification: presentRectification(outcome.state) });
}
