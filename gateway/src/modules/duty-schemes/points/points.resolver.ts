import {
  type Connection,
  cursorKey,
  cursorKeys,
  PageArgs,
  pageOf,
  pageRequest,
  requirePrincipal,
  requireRole,
  Role,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, ID, Query, Resolver } from 'type-graphql';
import { givenPeriod } from '../../duty-index/api/given-period.js';
import { PeriodInput } from '../../duty-index/api/duty-index.types.js';
import { dayBefore } from '../../duty-index/core/index-period.js';
import type { DutySchemesContext } from '../duty-schemes.context.js';
import { overseers, regionOf, requireSight } from '../duty-schemes.policy.js';
import { DutyScheme, DutySchemeConnection } from '../scheme.types.js';
import { loadScheme } from './give-points.js';
import * as sql from './points.sql.js';
import {
  PointsBalance,
  PointsBalanceConnection,
  PointsClaim,
  PointsClaimConnection,
  PointsClaimState,
  PointsEntry,
  PointsEntryConnection,
} from './points.types.js';
import { balanceView, claimView, entryView, pointsSchemeView } from './points.view.js';

const firstId = '00000000-0000-0000-0000-000000000000';
const ofMonth = 'The current month when no period is given.';

@Resolver()
export class PointsResolver {
  @Directive('@authenticated')
  @Query(() => DutySchemeConnection, {
    description: 'Versions of a points scheme (工分规则), newest first. For everybody who is signed in.',
  })
  async pointsSchemes(
    @Arg('schemeId', () => ID) schemeId: string,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db }: DutySchemesContext,
  ): Promise<Connection<DutyScheme>> {
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.version], ['999999999']);
    const rows = (await db.query(sql.schemeVersions, [schemeId])).map(pointsSchemeView).reverse();
    const shown = rows.filter(({ version }) => version < Number(behind)).slice(0, first + 1);
    return DutySchemeConnection.of(
      pageOf(
        shown,
        first,
        ({ version }) => [String(version)],
        () => rows.length,
      ),
    );
  }

  @Directive('@authenticated')
  @Query(() => PointsBalance, {
    description: `A deputy’s points. ${ofMonth} For the deputy, and the office and inspectors of the region.`,
  })
  async pointsBalance(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('representativeId', () => ID) id: string,
    @Arg('period', () => PeriodInput, { nullable: true }) given: PeriodInput | undefined,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<PointsBalance> {
    await requireSight(db, request.principal, id);
    const { start, end } = givenPeriod(given, clock);
    const [versions, rows] = await Promise.all([
      loadScheme(db, schemeId),
      db.query(sql.monthSums, [schemeId, [id], start, end]),
    ]);
    const sums = rows.map(({ rule_code: ruleCode, day, points }) => ({ ruleCode, day, points }));
    return balanceView({ id, code: '' }, schemeId, sums, versions, dayBefore(end));
  }

  @Directive('@authenticated')
  @Directive('@cost(weight: 20)')
  @Query(() => PointsBalanceConnection, {
    description: `Points of the deputies of a region, by their code. ${ofMonth} For its office and inspectors.`,
  })
  async pointsBalances(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('period', () => PeriodInput, { nullable: true }) given: PeriodInput | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<Connection<PointsBalance>> {
    const region = regionOf(requireRole(request.principal, ...overseers));
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.text, cursorKey.text], ['', '']);
    const { start, end } = givenPeriod(given, clock);
    const deputies = await db.query(sql.deputiesOfRegion, [region, ...behind, first + 1]);
    const ids = deputies.map(({ id }) => id);
    const [versions, rows] = await Promise.all([
      loadScheme(db, schemeId),
      db.query(sql.monthSums, [schemeId, ids, start, end]),
    ]);
    const sumsOf = (id: string) =>
      rows
        .filter((row) => row.representative_id === id)
        .map(({ rule_code: ruleCode, day, points }) => ({ ruleCode, day, points }));
    const shown = deputies.map((one) => balanceView(one, schemeId, sumsOf(one.id), versions, dayBefore(end)));
    const total = async (): Promise<number> => (await db.query(sql.deputiesOfRegionCount, [region]))[0]?.count ?? 0;
    return PointsBalanceConnection.of(
      pageOf(shown, first, ({ code, representativeId }) => [code, representativeId], total),
    );
  }

  @Directive('@authenticated')
  @Query(() => PointsEntryConnection, {
    description: `The entries behind a balance by their days. ${ofMonth} For those who may see the balance.`,
  })
  async pointsEntries(
    @Arg('schemeId', () => ID) schemeId: string,
    @Arg('representativeId', () => ID) id: string,
    @Arg('period', () => PeriodInput, { nullable: true }) given: PeriodInput | undefined,
    @Arg('ruleCode', () => ID, { nullable: true, description: 'Those of one rule.' }) ruleCode: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, clock, request }: DutySchemesContext,
  ): Promise<Connection<PointsEntry>> {
    await requireSight(db, request.principal, id);
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.day, cursorKey.id], ['0001-01-01', firstId]);
    const { start, end } = givenPeriod(given, clock);
    const which = [id, schemeId, start, end, ruleCode ?? null];
    const rows = (await db.query(sql.entriesOf, [...which, ...behind, first + 1])).map(entryView);
    const total = async (): Promise<number> => (await db.query(sql.entriesOfCount, which))[0]?.count ?? 0;
    return PointsEntryConnection.of(pageOf(rows, first, (row) => [row.day, row.id], total));
  }

  @Directive('@authenticated')
  @Query(() => PointsClaimConnection, {
    description: 'Claims in the order of their making: their own for a deputy, those of the region for its overseers.',
  })
  async pointsClaims(
    @Arg('state', () => PointsClaimState, { nullable: true }) state: PointsClaimState | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: DutySchemesContext,
  ): Promise<Connection<PointsClaim>> {
    const principal = requireRole(requirePrincipal(request.principal), ...overseers, Role.REPRESENTATIVE);
    const oversees = overseers.some((role) => principal.roles.includes(role));
    const own = oversees ? null : (principal.representativeId ?? '');
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.id], [firstId]);
    const which = [own, state ?? null, oversees ? (regionOf(principal) ?? '') : null];
    const rows = (await db.query(sql.claimsOf, [...which, behind, first + 1])).map(claimView);
    const total = async (): Promise<number> => (await db.query(sql.claimsOfCount, which))[0]?.count ?? 0;
    return PointsClaimConnection.of(pageOf(rows, first, ({ id }) => [id], total));
  }
}
