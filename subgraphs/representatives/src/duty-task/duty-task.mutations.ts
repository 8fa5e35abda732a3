import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { commanderOf } from '../duty/commander-of.js';
import * as results from '../duty/duty.results.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { approveDutyDrop } from './approve-duty-drop.js';
import { cancelDutyTask } from './cancel-duty-task.js';
import { claimDutyTask } from './claim-duty-task.js';
import { completeDutyTask } from './complete-duty-task.js';
import { excuseDutyOffer } from './excuse-duty-offer.js';
import { offerDutyTask } from './offer-duty-task.js';
import { releaseDutyTask } from './release-duty-task.js';
import * as inputs from './duty-task.inputs.js';

/** What is done to tasks: one line each, the use case is in the file of its name. */
@Resolver()
export class DutyTaskMutationResolver {
  @Mutation(() => results.DutyTaskResult, { description: '派发任务, by an office' })
  offerDutyTask(
    @Arg('input', () => inputs.OfferDutyTaskInput) input: inputs.OfferDutyTaskInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.TaskAnswer> {
    return results.taskAnswer(context, offerDutyTask(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.DutyTaskResult, { description: '认领, by the deputy; the last place goes to exactly one' })
  claimDutyTask(
    @Arg('input', () => inputs.ClaimDutyTaskInput) input: inputs.ClaimDutyTaskInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.TaskAnswer> {
    return results.ownTaskAnswer(context, claimDutyTask(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.DutyTaskResult, { description: '退回, by the deputy' })
  releaseDutyTask(
    @Arg('input', () => inputs.ReleaseDutyTaskInput) input: inputs.ReleaseDutyTaskInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.TaskAnswer> {
    return results.ownTaskAnswer(context, releaseDutyTask(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.DutyTaskResult, { description: '完成, by the deputy' })
  completeDutyTask(
    @Arg('input', () => inputs.CompleteDutyTaskInput) input: inputs.CompleteDutyTaskInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.TaskAnswer> {
    return results.ownTaskAnswer(context, completeDutyTask(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.DutyTaskResult, { description: '撤销任务, by an office' })
  cancelDutyTask(
    @Arg('input', () => inputs.CancelDutyTaskInput) input: inputs.CancelDutyTaskInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.TaskAnswer> {
    return results.taskAnswer(context, cancelDutyTask(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.DutyOfferResult, { description: '免计, by an office' })
  excuseDutyOffer(
    @Arg('input', () => inputs.ExcuseDutyOfferInput) input: inputs.ExcuseDutyOfferInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.OfferAnswer> {
    return results.offerAnswer(context, excuseDutyOffer(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.DutyOfferResult, { description: '准予退回, by an office' })
  approveDutyDrop(
    @Arg('input', () => inputs.ApproveDutyDropInput) input: inputs.ApproveDutyDropInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.OfferAnswer> {
    return results.offerAnswer(context, approveDutyDrop(context.duty, commanderOf(context), input));
  }
}
