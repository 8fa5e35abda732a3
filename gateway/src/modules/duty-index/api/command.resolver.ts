import { OfferExcuse } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import { type Answer, answerCommand } from '../../keyed-commands.js';
import { closePeriod } from '../commands/close-period.js';
import { answerObjection, raiseObjection } from '../commands/object-to-period.js';
import { publishPeriod } from '../commands/publish-period.js';
import { savePolicy } from '../commands/save-policy.js';
import { setRanking } from '../commands/set-ranking.js';
import type { GivenPolicy } from '../core/policy-faults.js';
import type { DutyIndexContext } from '../duty-index.context.js';
import * as inputs from './command.inputs.js';
import { givenPeriod } from './given-period.js';
import * as types from './period.types.js';
import { objectionView, periodView, rankingView, savedPolicyView } from './period.view.js';

function policyOf(input: inputs.IndexPolicyInput): GivenPolicy {
  const { cohort, discoveryMode: mode, lookbackDays, targetPerMonth, exclusions, weights, ...rest } = input;
  return {
    ...rest,
    weights: weights.map(({ kind, weightBp }) => ({ kind, weightBp })),
    cohort: {
      isPartyMember: cohort.isPartyMember ?? null,
      congressLevel: (cohort.congressLevel ?? null) as GivenPolicy['cohort']['congressLevel'],
      regionCode: cohort.regionCode ?? null,
      termNo: cohort.termNo ?? null,
    },
    discovery: { mode, lookbackDays, targetPerMonth },
    exclusions: exclusions ?? Object.values(OfferExcuse),
  };
}

/** What is decided about the index: one line each, the use case is in the file of its name. */
@Resolver()
export class IndexCommandResolver {
  @Directive('@authenticated')
  @Mutation(() => types.SaveIndexPolicyResult, { description: '保存指数规则. For the congress office.' })
  saveIndexPolicy(
    @Arg('input', () => inputs.SaveIndexPolicyInput) { policy, ...rest }: inputs.SaveIndexPolicyInput,
    @Ctx() context: DutyIndexContext,
  ): Answer<types.IndexPolicyPayload> {
    const given = { ...rest, policy: policyOf(policy) };
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => savePolicy(context, principal, given),
      (row) => Object.assign(new types.IndexPolicyPayload(), { policy: savedPolicyView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.SetIndexRankingResult, {
    description: '启用或停用排名. For the congress office, with a document.',
  })
  setIndexRanking(
    @Arg('input', () => inputs.SetIndexRankingInput) input: inputs.SetIndexRankingInput,
    @Ctx() context: DutyIndexContext,
  ): Answer<types.IndexRankingPayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => setRanking(context, principal, input),
      (row) => Object.assign(new types.IndexRankingPayload(), { ranking: rankingView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.PublishIndexPeriodResult, {
    description: '亮分: shows a period that is over; five working days for objections begin. For the congress office.',
  })
  publishIndexPeriod(
    @Arg('input', () => inputs.PublishIndexPeriodInput) input: inputs.PublishIndexPeriodInput,
    @Ctx() context: DutyIndexContext,
  ): Answer<types.IndexPeriodPayload> {
    const given = { ...input, period: givenPeriod(input.period, context.clock) };
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => publishPeriod(context, principal, given),
      (row) => Object.assign(new types.IndexPeriodPayload(), { period: periodView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.CloseIndexPeriodResult, {
    description:
      '封账: freezes a draft once its objections are answered and their time is over. For the congress office.',
  })
  closeIndexPeriod(
    @Arg('input', () => inputs.CloseIndexPeriodInput) input: inputs.CloseIndexPeriodInput,
    @Ctx() context: DutyIndexContext,
  ): Answer<types.IndexPeriodPayload> {
    const given = { ...input, period: givenPeriod(input.period, context.clock) };
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => closePeriod(context, principal, given),
      (row) => Object.assign(new types.IndexPeriodPayload(), { period: periodView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.RaiseIndexObjectionResult, { description: '申诉: a deputy objects to their own draft.' })
  raiseIndexObjection(
    @Arg('input', () => inputs.RaiseIndexObjectionInput) input: inputs.RaiseIndexObjectionInput,
    @Ctx() context: DutyIndexContext,
  ): Answer<types.IndexObjectionPayload> {
    return answerCommand(
      context,
      [Role.REPRESENTATIVE],
      (principal) => raiseObjection(context, principal, input),
      (row) => Object.assign(new types.IndexObjectionPayload(), { objection: objectionView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.AnswerIndexObjectionResult, { description: '答复申诉. For the congress office.' })
  answerIndexObjection(
    @Arg('input', () => inputs.AnswerIndexObjectionInput) input: inputs.AnswerIndexObjectionInput,
    @Ctx() context: DutyIndexContext,
  ): Answer<types.IndexObjectionPayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => answerObjection(context, principal, input),
      (row) => Object.assign(new types.IndexObjectionPayload(), { objection: objectionView(row) }),
    );
  }
}
