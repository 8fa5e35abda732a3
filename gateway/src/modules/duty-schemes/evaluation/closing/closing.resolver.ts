import {
  type Connection,
  cursorKey,
  cursorKeys,
  lastId,
  PageArgs,
  pageOf,
  pageRequest,
  requireRole,
  Role,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PeriodInput } from '../../../duty-index/api/duty-index.types.js';
import { givenPeriod } from '../../../duty-index/api/given-period.js';
import { type Answer, answerCommand } from '../../../keyed-commands.js';
import type { DutySchemesContext } from '../../duty-schemes.context.js';
import { overseers, regionOf } from '../../duty-schemes.policy.js';
import { versionedPage } from '../../versioned-list.js';
import { correctionView } from '../evaluation.view.js';
import { openVersion } from '../open-version.sql.js';
import { closeEvaluation } from './close-evaluation.js';
import * as sql from './closing.sql.js';
import * as types from './closing.types.js';
import { evaluationView, openEvaluationView, stepView } from './closing.view.js';
import { correctEvaluation } from './correct-evaluation.js';

/** Evaluations as their office sees them: open or closed, and what was done to them. */
@Resolver(() => types.GroupEvaluation)
export class ClosingResolver {
  @Directive('@authenticated')
  @Query(() => types.GroupEvaluation, {
    description: 'Where the evaluation of a group of the region stands. For its office and inspectors.',
  })
  async groupEvaluation(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('groupCode', () => ID) groupCode: string,
    @Arg('period', () => PeriodInput) given: PeriodInput,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<types.GroupEvaluation> {
    const region = regionOf(requireRole(request.principal, ...overseers)) ?? '';
    const period = givenPeriod(given, clock);
    const [row] = await db.query(sql.findEvaluation, [schemeId, period.kind, period.start, groupCode, region]);
    if (row) return evaluationView(row);
    const [open] = await db.query(openVersion, [schemeId, groupCode, region, period.kind, period.start]);
    return openEvaluationView({ schemeId, groupCode, region, version: open?.version ?? 0 }, period);
  }

  @Directive('@authenticated')
  @Query(() => types.GroupEvaluationConnection, {
    description: 'Closed evaluations of the region, the latest first. For its office and inspectors.',
  })
  async groupEvaluations(
    @Arg('schemeId', () => ID, { nullable: true }) schemeId: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutySchemesContext,
  ): Promise<Connection<types.GroupEvaluation>> {
    const region = regionOf(requireRole(request.principal, ...overseers)) ?? '';
    const { first, after } = pageRequest(args, 1);
    const [before] = cursorKeys(after, [cursorKey.id], [lastId]);
    const which = [region, schemeId ?? null];
    const rows = (await db.query(sql.evaluationsOf, [...which, before, first + 1])).map(evaluationView);
    const total = async (): Promise<number> => (await db.query(sql.evaluationsOfCount, which))[0]?.count ?? 0;
    return types.GroupEvaluationConnection.of(pageOf(rows, first, ({ id }) => [id], total));
  }

  @FieldResolver(() => types.EvaluationStepConnection, {
    description: 'What was done to it, in order; nothing while it is open.',
  })
  history(
    @Root() { id }: types.GroupEvaluation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: DutySchemesContext,
  ): Promise<Connection<types.EvaluationStep>> {
    return versionedPage(loaders.steps, id, args, stepView, types.EvaluationStepConnection);
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 50)')
  @Mutation(() => types.CloseEvaluationResult, {
    description: '考评封账: freezes the figures of a group once its period is over. For the congress office.',
  })
  closeEvaluation(
    @Arg('input', () => types.CloseEvaluationInput) input: types.CloseEvaluationInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.GroupEvaluationPayload> {
    const given = { ...input, period: givenPeriod(input.period, context.clock) };
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => closeEvaluation(context, principal, given),
      (row) => Object.assign(new types.GroupEvaluationPayload(), { evaluation: evaluationView(row) }),
    );
  }

  @Directive('@authenticated')
  @Mutation(() => types.CorrectEvaluationResult, {
    description: '封账后更正: adds to a frozen score, which stays as it is. For the office of its region.',
  })
  correctEvaluation(
    @Arg('input', () => types.CorrectEvaluationInput) input: types.CorrectEvaluationInput,
    @Ctx() context: DutySchemesContext,
  ): Answer<types.EvaluationCorrectionPayload> {
    return answerCommand(
      context,
      [Role.OFFICE_CLERK],
      (principal) => correctEvaluation(context, principal, input),
      (row) => Object.assign(new types.EvaluationCorrectionPayload(), { correction: correctionView(row) }),
    );
  }
}
