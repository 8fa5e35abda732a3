import { AppError } from '@lianxin/errors';
import {
  type Connection,
  cursorKey,
  cursorKeys,
  isUuid,
  PageArgs,
  pageOf,
  pageRequest,
  requireRole,
  Role,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { findRanking, periodById } from '../commands/commands.sql.js';
import type { DutyIndexContext } from '../duty-index.context.js';
import type { BoardRow } from '../read/board.js';
import { presentOf } from '../read/index-reader.js';
import { holdsCohort, isCohortInSight, regionsInSight } from '../read/sight.js';
import {
  objectionsTo,
  objectionsToCount,
  periodsOfCohort,
  periodsOfCohortCount,
  savedPolicies,
  savedPoliciesCount,
} from '../read/lists.sql.js';
import { DutyIndexBoard, DutyIndexStandingConnection } from './board.types.js';
import { boardRegionOf, boardRoles, sightOf } from './duty-index.policy.js';
import { DutyIndexStanding, PeriodInput, RepresentativeExtension } from './duty-index.types.js';
import { pointsOf, rateView } from './duty-index.view.js';
import { givenPeriod } from './given-period.js';
import { IndexObjection, IndexObjectionConnection, IndexPeriod, IndexPeriodConnection } from './period.types.js';
import { objectionView, periodView, rankingView, savedPolicyView } from './period.view.js';
import { DutyIndexPolicy, DutyIndexPolicyConnection } from './policy.types.js';

const firstId = '00000000-0000-0000-0000-000000000000';

function standingView({ code, standing, rank }: BoardRow): DutyIndexStanding {
  const { representativeId: id, rates, score } = standing;
  return Object.assign(new DutyIndexStanding(), {
    representative: Object.assign(new RepresentativeExtension(), { id }),
    score: pointsOf(score.hundredths),
    applicableWeightBp: score.applicableWeightBp,
    rank,
    rates: rates.map((rate) => rateView(rate, score)),
    code,
  });
}

@Resolver()
export class IndexListResolver {
  @Directive('@authenticated')
  @Directive('@cost(weight: 20)')
  @Query(() => DutyIndexBoard, {
    description:
      'The index of a cohort (履职指数看板), member by member: those of the region of who asks. For the congress office and inspectors.',
  })
  async dutyIndexBoard(
    @Arg('cohortId', () => ID) cohortId: string,
    @Arg('period', () => PeriodInput) given: PeriodInput,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { request, boards, db, clock }: DutyIndexContext,
  ): Promise<DutyIndexBoard> {
    const region = boardRegionOf(requireRole(request.principal, ...boardRoles)) ?? '';
    const { first, after } = pageRequest(args, 2);
    const [code = '', representativeId = ''] = cursorKeys(after, [cursorKey.text, cursorKey.text], ['', '']);
    const behind = { code, representativeId };
    const [[ranking], { at }] = await Promise.all([db.query(findRanking, [cohortId]), presentOf(db)]);
    const isRanked = ranking?.enabled ?? false;
    // A member keeps its place by its id; one that has left a ranked board sends the reader back to the beginning.
    const asked = { isRanked, after: behind, limit: first + 1, region };
    const page = await boards.page(cohortId, givenPeriod(given, clock), asked);
    const connection = DutyIndexStandingConnection.of(
      pageOf(
        page.rows.map(standingView),
        first,
        (standing) => [standing.code, standing.representative.id],
        () => page.seen,
      ),
    );
    return Object.assign(new DutyIndexBoard(), connection, {
      medianScore: pointsOf(page.medianHundredths),
      asOf: at,
      ranking: ranking && page.seen > 0 ? rankingView(ranking) : null,
    });
  }

  @Directive('@authenticated')
  @Query(() => DutyIndexPolicyConnection, {
    description:
      'Rules of cohorts, by cohort, newest version first: of those to which the reader, or a deputy whose index the reader sees, can belong, and of those without a region.',
  })
  async dutyIndexPolicies(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutyIndexContext,
  ): Promise<Connection<DutyIndexPolicy>> {
    const { first, after } = pageRequest(args, 2);
    const isVersion = (value: string): boolean => /^-\d{1,9}$/.test(value);
    const behind = cursorKeys(after, [cursorKey.text, isVersion], ['', '-1000000000']);
    const regions = await regionsInSight(db, sightOf(request.principal));
    const rows = (await db.query(savedPolicies, [regions, ...behind, first + 1])).map(savedPolicyView);
    const total = async (): Promise<number> => (await db.query(savedPoliciesCount, [regions]))[0]?.count ?? 0;
    return DutyIndexPolicyConnection.of(pageOf(rows, first, ({ id, version }) => [id, String(-version)], total));
  }

  @Directive('@authenticated')
  @Query(() => IndexPeriodConnection, {
    description: 'Published periods of a cohort, latest first, with their hashes, for whoever may read its rules.',
  })
  async indexPeriods(
    @Arg('cohortId', () => ID) cohortId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutyIndexContext,
  ): Promise<Connection<IndexPeriod>> {
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.day, cursorKey.text], ['9999-12-31', '']);
    const isSeen = await isCohortInSight(db, sightOf(request.principal), cohortId);
    const rows = isSeen ? (await db.query(periodsOfCohort, [cohortId, ...behind, first + 1])).map(periodView) : [];
    const total = async (): Promise<number> =>
      isSeen ? ((await db.query(periodsOfCohortCount, [cohortId]))[0]?.count ?? 0) : 0;
    return IndexPeriodConnection.of(pageOf(rows, first, ({ start, kind }) => [start, kind], total));
  }

  @Directive('@authenticated')
  @Query(() => IndexObjectionConnection, {
    description:
      'Objections to a period in the order of their making: all for the office whose region holds the cohort, for another those of its deputies, their own for a deputy. NOT_FOUND.',
  })
  async indexObjections(
    @Arg('periodId', () => ID) periodId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutyIndexContext,
  ): Promise<Connection<IndexObjection>> {
    const principal = requireRole(request.principal, ...boardRoles, Role.REPRESENTATIVE);
    const { representativeId } = sightOf(principal);
    const region = boardRegionOf(principal);
    const [period] = isUuid(periodId) ? await db.query(periodById, [periodId]) : [];
    const sight = { representativeId, regionCode: region };
    if (!period || !(await isCohortInSight(db, sight, period.policy_id))) throw new AppError('NOT_FOUND');
    const seesAll = region !== null && (await holdsCohort(db, region, period.policy_id));
    const seen = [periodId, seesAll, representativeId, region];
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.id], [firstId]);
    const rows = (await db.query(objectionsTo, [...seen, behind, first + 1])).map(objectionView);
    const total = async (): Promise<number> => (await db.query(objectionsToCount, seen))[0]?.count ?? 0;
    return IndexObjectionConnection.of(pageOf(rows, first, ({ id }) => [id], total));
  }
}
