import {
  type Connection,
  cursorKey,
  cursorKeys,
  filteredStatement,
  PageArgs,
  pageOf,
  pageRequest,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { maySeeDirectory, requireDirectory } from '../directory.policy.js';
import type { StationsContext } from '../stations-context.js';
import { regionCode } from './region-code.js';
import { Region } from './region.entity.js';
import { regionConditions, regionCount, regionList } from './region.sql.js';
import { RegionConnection, RegionFilter } from './region.types.js';

@Resolver(() => Region)
export class RegionResolver {
  @Query(() => Region, {
    nullable: true,
    description: 'A region by its code (6, 9 or 12 digits); ended ones answer too.',
  })
  async region(@Arg('code', () => ID) code: string, @Ctx() context: StationsContext): Promise<Region | null> {
    if (!maySeeDirectory(context.request.principal)) return null;
    return context.loaders.region.load(regionCode(code));
  }

  @Query(() => RegionConnection, { description: 'Regions in force today, by code.' })
  async regions(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RegionFilter, { nullable: true }) filter: RegionFilter | null,
    @Ctx() context: StationsContext,
  ): Promise<Connection<Region>> {
    requireDirectory(context.request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.text], ['']);
    const { db, today } = context;
    const given = { level: filter?.level, parentCode: filter?.parentCode && regionCode(filter.parentCode) };
    const list = filteredStatement<Region, keyof typeof given>(
      'stations_regions',
      3,
      regionConditions,
      given,
      regionList,
    );
    const rows = await db.query(list.statement, [today, behind, first + 1, ...list.values]);
    const total = async (): Promise<number> => {
      const name = 'stations_regions_count';
      const count = filteredStatement<{ count: number }, keyof typeof given>(
        name,
        1,
        regionConditions,
        given,
        regionCount,
      );
      return (await db.query(count.statement, [today, ...count.values]))[0]?.count ?? 0;
    };
    return RegionConnection.of(pageOf(rows, first, (region) => [region.code], total));
  }

  @FieldResolver(() => Region, { nullable: true, description: 'The region above; null at the top.' })
  parent(@Root() region: Region, @Ctx() context: StationsContext): Promise<Region | null> | null {
    if (!region.parentCode || !maySeeDirectory(context.request.principal)) return null;
    return context.loaders.region.load(region.parentCode);
  }

  @FieldResolver(() => RegionConnection, { description: 'Direct children in force today, by code.' })
  async children(
    @Root() region: Region,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders, request }: StationsContext,
  ): Promise<Connection<Region>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.text], ['']);
    const rows = await loaders.regionChildren(region.code, { first, after: behind });
    const total = async (): Promise<number> => (await loaders.regionChildCount.load(region.code))?.count ?? 0;
    return RegionConnection.of(pageOf<Region>(rows, first, (child) => [child.code], total));
  }
}
