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
import {
  objectionsTo,
  objectionsToCount,
  periodsOfCohort,
  periodsOfCohortCount,
  savedPolicies,
  savedPoliciesCount,
} from '../read/lists.sql.js';
import { DutyIndexBoard, DutyIndexStandingConnection } from './board.types.js';
import { boardRoles } from './duty-index.policy.js';
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
    description: 'The index of a cohort (履职指数看板), member by member. For the congress office and inspectors.',
  })
  async dutyIndexBoard(
    @Arg('cohortId', () => ID) cohortId: string,
    @Arg('period', () => PeriodInput) given: PeriodInput,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { request, boards, db, clock }: DutyIndexContext,
  ): Promise<DutyIndexBoard> {
    requireRole(request.principal, ...boardRoles);
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.text], ['']);
    const [[ranking], { at }] = await Promise.all([db.query(findRanking, [cohortId]), presentOf(db)]);
    const isRanked = ranking?.enabled ?? false;
    // A member keeps its place by its code; one that has left a ranked board sends the reader back to the beginning.
    const page = await boards.page(cohortId, givenPeriod(given, clock), { isRanked, after: behind, limit: first + 1 });
    const connection = DutyIndexStandingConnection.of(
      pageOf(
        page.rows.map(standingView),
        first,
        ({ code }) => [code],
        () => page.size,
      ),
    );
    return Object.assign(new DutyIndexBoard(), connection, {
      medianScore: pointsOf(page.medianHundredths),
      asOf: at,
      ranking: ranking ? rankingView(ranking) : null,
    });
  }

  @Directive('@authenticated')
  @Query(() => DutyIndexPolicyConnection, {
    description: 'Rules of all cohorts, by cohort, newest version first. Any account may read by what it is judged.',
  })
  async dutyIndexPolicies(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutyIndexContext,
  ): Promise<Connection<DutyIndexPolicy>> {
    const { first, after } = pageRequest(args, 2);
    const isVersion = (value: string): boolean => /^-\d{1,9}$/.test(value);
    const behind = cursorKeys(after, [cursorKey.text, isVersion], ['', '-1000000000']);
    const rows = (await db.query(savedPolicies, [...behind, first + 1])).map(savedPolicyView);
    const total = async (): Promise<number> => (await db.query(savedPoliciesCount))[0]?.count ?? 0;
    return DutyIndexPolicyConnection.of(pageOf(rows, first, ({ id, version }) => [id, String(-version)], total));
  }

  @Directive('@authenticated')
  @Query(() => IndexPeriodConnection, {
    description: 'Published periods of a cohort, latest first, with their hashes.',
  })
  async indexPeriods(
    @Arg('cohortId', () => ID) cohortId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutyIndexContext,
  ): Promise<Connection<IndexPeriod>> {
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.day, cursorKey.text], ['9999-12-31', '']);
    const rows = (await db.query(periodsOfCohort, [cohortId, ...behind, first + 1])).map(periodView);
    const total = async (): Promise<number> => (await db.query(periodsOfCohortCount, [cohortId]))[0]?.count ?? 0;
    return IndexPeriodConnection.of(pageOf(rows, first, ({ start, kind }) => [start, kind], total));
  }

  @Directive('@authenticated')
  @Query(() => IndexObjectionConnection, {
    description: 'Objections to a period in the order of their making: all for the office, their own for a deputy.',
  })
  async indexObjections(
    @Arg('periodId', () => ID) periodId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutyIndexContext,
  ): Promise<Connection<IndexObjection>> {
    const principal = requireRole(request.principal, ...boardRoles, Role.REPRESENTATIVE);
    const sees = boardRoles.some((role) => principal.roles.includes(role)) ? null : (principal.representativeId ?? '');
    if (!isUuid(periodId) || (await db.query(periodById, [periodId])).length === 0) throw new AppError('NOT_FOUND');
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.id], [firstId]);
    const rows = (await db.query(objectionsTo, [periodId, sees, behind, first + 1])).map(objectionView);
    const total = async (): Promise<number> => (await db.query(objectionsToCount, [periodId, sees]))[0]?.count ?? 0;
    return IndexObjectionConnection.of(pageOf(rows, first, ({ id }) => [id], total));
  }
}
