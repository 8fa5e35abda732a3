import { AppError } from '@lianxin/errors';
import {
  type Connection,
  cursorKey,
  cursorKeys,
  PageArgs,
  pageOf,
  pageRequest,
  requirePrincipal,
  requireRole,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { PeriodInput } from '../../duty-index/api/duty-index.types.js';
import { givenPeriod } from '../../duty-index/api/given-period.js';
import { contentHash } from '../../duty-index/core/canonical-json.js';
import type { DutySchemesContext } from '../duty-schemes.context.js';
import { overseers, regionOf } from '../duty-schemes.policy.js';
import { DutyScheme, DutySchemeConnection, schemeView } from '../scheme.types.js';
import { placeOf } from './closing/place-of.js';
import { EvaluationResultFilter } from './evaluation.inputs.js';
import { EvaluationResult, EvaluationResultConnection } from './evaluation.types.js';
import { resultView } from './evaluation.view.js';
import { exampleEvaluationScheme } from './example-scheme.js';
import { type GroupResult, groupResults } from './group-results.js';
import { loadEvaluation } from './save-evaluation-scheme.js';

/** Whether a result is one of those that are asked for. */
const fits =
  ({ isSelected, isTalkDue, hasTalk, isAdjustmentDue }: EvaluationResultFilter) =>
  ({ current, talk, ...result }: GroupResult): boolean =>
    (isSelected ?? current.isSelected) === current.isSelected &&
    (isTalkDue ?? current.isTalkDue) === current.isTalkDue &&
    (hasTalk ?? talk !== null) === (talk !== null) &&
    (isAdjustmentDue ?? result.isAdjustmentDue) === result.isAdjustmentDue;

@Resolver()
export class EvaluationResolver {
  @Directive('@authenticated')
  @Query(() => DutySchemeConnection, {
    description:
      'Versions of a dimension table (维度指标表), newest first. Of `five-dimensions` the example (version 0) where none was saved.',
  })
  async evaluationSchemes(
    @Arg('schemeId', () => ID) schemeId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutySchemesContext,
  ): Promise<Connection<DutyScheme>> {
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.version], ['999999999']);
    const saved = (await loadEvaluation(db, schemeId)).reverse();
    const example = { scheme: exampleEvaluationScheme, version: 0, hash: contentHash(exampleEvaluationScheme) };
    const all = saved.length === 0 && schemeId === exampleEvaluationScheme.schemeId ? [example] : saved;
    const shown = all
      .filter(({ version }) => version < Number(behind))
      .slice(0, first + 1)
      .map(({ scheme, version, hash }) => schemeView(scheme, version, hash));
    return DutySchemeConnection.of(
      pageOf(
        shown,
        first,
        ({ version }) => [String(version)],
        () => all.length,
      ),
    );
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 50)')
  @Query(() => EvaluationResultConnection, {
    description: 'Results of a group, best first. For the office and inspectors of the region.',
  })
  async evaluationResults(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('groupCode', () => ID) groupCode: string,
    @Arg('period', () => PeriodInput) given: PeriodInput,
    @Arg('filter', () => EvaluationResultFilter, { nullable: true }) filter: EvaluationResultFilter | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<Connection<EvaluationResult>> {
    const region = regionOf(requireRole(request.principal, ...overseers)) ?? '';
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.text], ['']);
    const table = await groupResults(db, schemeId, givenPeriod(given, clock), { groupCode, region });
    const results = (table?.results ?? []).filter(fits(filter ?? {}));
    // Who has left the group meanwhile sends the reader back to the beginning.
    const from = behind === '' ? 0 : results.findIndex(({ content }) => content.subject.id === behind) + 1;
    const shown = table ? results.slice(from, from + first + 1).map((result) => resultView(table, result, true)) : [];
    return EvaluationResultConnection.of(
      pageOf(
        shown,
        first,
        ({ subject }) => [subject.id],
        () => results.length,
      ),
    );
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 50)')
  @Query(() => EvaluationResult, {
    nullable: true,
    description:
      'The result of one: for themselves, and the office and inspectors of the region. Null where none judges.',
  })
  async evaluationResult(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('subjectId', () => ID) subjectId: string,
    @Arg('period', () => PeriodInput) given: PeriodInput,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<EvaluationResult | null> {
    const principal = requirePrincipal(request.principal);
    const period = givenPeriod(given, clock);
    const place = await placeOf(db, schemeId, subjectId, period);
    const isSelf = [principal.representativeId, principal.accountId].includes(subjectId);
    const isOversight = place !== null && regionOf(principal) === place.region;
    if (!place || !(isSelf || isOversight)) throw new AppError('NOT_FOUND');
    const table = await groupResults(db, schemeId, period, place);
    const result = table?.results.find(({ content }) => content.subject.id === subjectId);
    return table && result ? resultView(table, result, isOversight) : null;
  }
}
