import { refusalOf } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { SuggestionsContext } from '../suggestions.context.js';
import { acceptSuggestion } from './accept-suggestion.js';
import { admitSuggestion } from './admit-suggestion.js';
import type { Commander, CommandOutcome } from './change-suggestion.js';
import { closeSuggestion } from './close-suggestion.js';
import { collectSuggestion } from './collect-suggestion.js';
import { decideReturn } from './decide-return.js';
import { dispatchSuggestion } from './dispatch-suggestion.js';
import { evaluateSuggestion } from './evaluate-suggestion.js';
import { mergeSuggestion } from './merge-suggestion.js';
import { rejectSuggestion } from './reject-suggestion.js';
import { replySuggestion } from './reply-suggestion.js';
import { requestReturn } from './request-return.js';
import { actorOf } from './suggestion.actor.js';
import * as inputs from './suggestion.inputs.js';
import * as results from './suggestion.results.js';
import type { SuggestionServices } from './suggestion.services.js';
import { present } from './suggestion.types.js';
import { withdrawSuggestion } from './withdraw-suggestion.js';

type UseCase<Input> = (services: SuggestionServices, commander: Commander, input: Input) => Promise<CommandOutcome>;
type Answer = Promise<results.CommandAnswer>;

/** Runs a use case for whoever asks, and answers with the suggestion or the refusal. */
async function command<Input>(context: SuggestionsContext, useCase: UseCase<Input>, input: Input): Answer {
  const { request, services } = context;
  const commander = { actor: actorOf(request.principal), visibility: await context.visibility(), request };
  const outcome = await useCase(services, commander, input);
  if ('refused' in outcome) return refusalOf(outcome.refused, request.locale);
  return Object.assign(new results.SuggestionPayload(), { suggestion: present(outcome.state, services.clock.now()) });
}

/** Every mutation of the suggestion: one line each, the use case is in the file of its name. */
@Resolver()
export class SuggestionMutationResolver {
  @Mutation(() => results.CollectSuggestionResult, { description: '收集. By a station code also without an account.' })
  collectSuggestion(
    @Arg('input', () => inputs.CollectSuggestionInput) input: inputs.CollectSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, collectSuggestion, input);
  }

  @Mutation(() => results.AdmitSuggestionResult, { description: '受理' })
  admitSuggestion(
    @Arg('input', () => inputs.AdmitSuggestionInput) input: inputs.AdmitSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, admitSuggestion, input);
  }

  @Mutation(() => results.RejectSuggestionResult, { description: '不予受理' })
  rejectSuggestion(
    @Arg('input', () => inputs.RejectSuggestionInput) input: inputs.RejectSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, rejectSuggestion, input);
  }

  @Mutation(() => results.MergeSuggestionResult, { description: '并案' })
  mergeSuggestion(
    @Arg('input', () => inputs.MergeSuggestionInput) input: inputs.MergeSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, mergeSuggestion, input);
  }

  @Mutation(() => results.WithdrawSuggestionResult, { description: '撤回' })
  withdrawSuggestion(
    @Arg('input', () => inputs.WithdrawSuggestionInput) input: inputs.WithdrawSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, withdrawSuggestion, input);
  }

  @Mutation(() => results.DispatchSuggestionResult, { description: '分派, 转派' })
  dispatchSuggestion(
    @Arg('input', () => inputs.DispatchSuggestionInput) input: inputs.DispatchSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, dispatchSuggestion, input);
  }

  @Mutation(() => results.AcceptSuggestionResult, { description: '接单' })
  acceptSuggestion(
    @Arg('input', () => inputs.AcceptSuggestionInput) input: inputs.AcceptSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, acceptSuggestion, input);
  }

  @Mutation(() => results.RequestReturnResult, { description: '退单' })
  requestReturn(
    @Arg('input', () => inputs.RequestReturnInput) input: inputs.RequestReturnInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, requestReturn, input);
  }

  @Mutation(() => results.DecideReturnResult, { description: '退单审核' })
  decideReturn(
    @Arg('input', () => inputs.DecideReturnInput) input: inputs.DecideReturnInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, decideReturn, input);
  }

  @Mutation(() => results.ReplySuggestionResult, { description: '反馈' })
  replySuggestion(
    @Arg('input', () => inputs.ReplySuggestionInput) input: inputs.ReplySuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, replySuggestion, input);
  }

  @Mutation(() => results.EvaluateSuggestionResult, { description: '评价' })
  evaluateSuggestion(
    @Arg('input', () => inputs.EvaluateSuggestionInput) input: inputs.EvaluateSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, evaluateSuggestion, input);
  }

  @Mutation(() => results.CloseSuggestionResult, { description: '挂牌督办办结' })
  closeSuggestion(
    @Arg('input', () => inputs.CloseSuggestionInput) input: inputs.CloseSuggestionInput,
    @Ctx() context: SuggestionsContext,
  ): Answer {
    return command(context, closeSuggestion, input);
  }
}
