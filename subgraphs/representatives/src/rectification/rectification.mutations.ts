import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { commanderOf } from '../duty/commander-of.js';
import * as results from '../duty/duty.results.js';
import type { RepresentativesContext } from '../representatives-context.js';
import {
  acceptRectification,
  decideExtension,
  declareOutOfJurisdiction,
  followUpRectification,
  rejectRectification,
  requestExtension,
  resumeRectification,
  suspendRectification,
} from './rectify.js';
import * as inputs from './rectification.inputs.js';

/** What is done to rectifications: one line each, the use case is in the file of its name. */
@Resolver()
export class RectificationMutationResolver {
  @Mutation(() => results.RectificationResult, {
    description: '销号, by an office or a finder; never by the unit responsible',
  })
  acceptRectification(
    @Arg('input', () => inputs.AcceptRectificationInput) input: inputs.AcceptRectificationInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, acceptRectification(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '申请延期, by the unit responsible' })
  requestRectificationExtension(
    @Arg('input', () => inputs.RequestRectificationExtensionInput) input: inputs.RequestRectificationExtensionInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, requestExtension(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '延期审核, by an office' })
  decideRectificationExtension(
    @Arg('input', () => inputs.DecideRectificationExtensionInput) input: inputs.DecideRectificationExtensionInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, decideExtension(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '中止, by an office' })
  suspendRectification(
    @Arg('input', () => inputs.SuspendRectificationInput) input: inputs.SuspendRectificationInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, suspendRectification(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '恢复, by an office' })
  resumeRectification(
    @Arg('input', () => inputs.ResumeRectificationInput) input: inputs.ResumeRectificationInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, resumeRectification(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '整改不成立, by an office' })
  rejectRectification(
    @Arg('input', () => inputs.RejectRectificationInput) input: inputs.RejectRectificationInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, rejectRectification(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '不属本级职权, by an office' })
  declareOutOfJurisdiction(
    @Arg('input', () => inputs.DeclareOutOfJurisdictionInput) input: inputs.DeclareOutOfJurisdictionInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, declareOutOfJurisdiction(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.RectificationResult, { description: '跟踪检查, by a finder' })
  followUpRectification(
    @Arg('input', () => inputs.FollowUpRectificationInput) input: inputs.FollowUpRectificationInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.RectificationAnswer> {
    return results.rectificationAnswer(context, followUpRectification(context.duty, commanderOf(context), input));
  }
}
