import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { commanderOf } from '../duty/commander-of.js';
import * as results from '../duty/duty.results.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { confirmFinding, mergeFinding, rejectFinding } from './judge-finding.js';
import { reportFinding } from './report-finding.js';
import { verifyFinding } from './verify-finding.js';
import * as inputs from './finding.inputs.js';

/** What is done to findings: one line each, the use case is in the file of its name. */
@Resolver()
export class FindingMutationResolver {
  @Mutation(() => results.FindingResult, { description: '上报问题, by a deputy, the inspection room or the office' })
  reportFinding(
    @Arg('input', () => inputs.ReportFindingInput) input: inputs.ReportFindingInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.FindingAnswer> {
    return results.findingAnswer(context, reportFinding(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.FindingResult, { description: '共同发现, by a deputy who was named as a finder' })
  confirmFinding(
    @Arg('input', () => inputs.ConfirmFindingInput) input: inputs.ConfirmFindingInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.FindingAnswer> {
    return results.findingAnswer(context, confirmFinding(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.FindingResult, { description: '核实, by an office; opens the rectification' })
  verifyFinding(
    @Arg('input', () => inputs.VerifyFindingInput) input: inputs.VerifyFindingInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.FindingAnswer> {
    return results.findingAnswer(context, verifyFinding(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.FindingResult, { description: '不属实, by an office' })
  rejectFinding(
    @Arg('input', () => inputs.RejectFindingInput) input: inputs.RejectFindingInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.FindingAnswer> {
    return results.findingAnswer(context, rejectFinding(context.duty, commanderOf(context), input));
  }

  @Mutation(() => results.FindingResult, { description: '并入同一问题, by an office' })
  mergeFinding(
    @Arg('input', () => inputs.MergeFindingInput) input: inputs.MergeFindingInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<results.FindingAnswer> {
    return results.findingAnswer(context, mergeFinding(context.duty, commanderOf(context), input));
  }
}
