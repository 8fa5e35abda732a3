import { CommandRefused, refusalOf, refusalType, unionOf, VersionConflict } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { commanderOf } from '../duty/commander-of.js';
import type { DutyOutcome } from '../duty/duty-command.js';
import type { RepresentativesContext } from '../representatives-context.js';
import { Mandate } from './mandate.entity.js';
import { ResumeMandateInput, SuspendMandateInput } from './mandate.inputs.js';
import type { MandateState } from './mandate.state.js';
import { resumeMandate, suspendMandate } from './suspend-mandate.js';

@ObjectType({ simpleResolvers: true, description: 'The mandate after the command.' })
class MandatePayload {
  @Field(() => Mandate)
  mandate!: Mandate;
}

type MandateAnswer = MandatePayload | CommandRefused | VersionConflict;

const MandateResult = unionOf(
  'MandateResult',
  () => [MandatePayload, CommandRefused, VersionConflict] as const,
  (value) => ('mandate' in value ? 'MandatePayload' : refusalType(value)),
);

async function mandateAnswer(
  { request, loaders }: RepresentativesContext,
  work: Promise<DutyOutcome<MandateState>>,
): Promise<MandateAnswer> {
  const outcome = await work;
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  const mandate = await loaders.mandate.load(outcome.state.id);
  if (!mandate) throw new Error(`Mandate ${outcome.state.id} is not there`);
  return Object.assign(new MandatePayload(), { mandate });
}

/** What is done to mandates: one line each, the use case is in the file of its name. */
@Resolver()
export class MandateMutationResolver {
  @Mutation(() => MandateResult, { description: '暂停执行代表职务, by an office (代表法2025 art. 61)' })
  suspendMandate(
    @Arg('input', () => SuspendMandateInput) input: SuspendMandateInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<MandateAnswer> {
    return mandateAnswer(context, suspendMandate(context.duty, commanderOf(context), input));
  }

  @Mutation(() => MandateResult, { description: '恢复执行代表职务, by an office' })
  resumeMandate(
    @Arg('input', () => ResumeMandateInput) input: ResumeMandateInput,
    @Ctx() context: RepresentativesContext,
  ): Promise<MandateAnswer> {
    return mandateAnswer(context, resumeMandate(context.duty, commanderOf(context), input));
  }
}
