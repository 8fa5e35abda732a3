import { AppError } from '@lianxin/errors';
import {
  type Connection,
  cursorKey,
  cursorKeys,
  filteredStatement,
  isUuid,
  PageArgs,
  pageOf,
  pageRequest,
  type ReferenceResolver,
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { maySeeDirectory, requireDirectory } from '../directory.policy.js';
import { regionCode } from '../region/region-code.js';
import { Region } from '../region/region.entity.js';
import type { StationsContext } from '../stations-context.js';
import { Grid, GridConnection } from './grid.entity.js';
import { gridConditions, gridCount, gridList } from './grid.sql.js';

@Resolver(() => Grid)
export class GridResolver {
  @Query(() => GridConnection, { description: 'Grids by region code and name.' })
  async grids(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('regionCode', () => ID, {
      nullable: true,
      description: 'This region and everything in it; 6, 9 or 12 digits.',
    })
    within: string | null,
    @Ctx() { db, request }: StationsContext,
  ): Promise<Connection<Grid>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 2);
    const behind = cursorKeys(after, [cursorKey.text, cursorKey.text], ['', '']);
    const given = { regionCode: within === null || within === undefined ? undefined : regionCode(within) };
    const list = filteredStatement<Grid, 'regionCode'>('stations_grids', 3, gridConditions, given, gridList);
    const rows = await db.query(list.statement, [...behind, first + 1, ...list.values]);
    const total = async (): Promise<number> => {
      const name = 'stations_grids_count';
      const count = filteredStatement<{ count: number }, 'regionCode'>(name, 0, gridConditions, given, gridCount);
      return (await db.query(count.statement, [...count.values]))[0]?.count ?? 0;
    };
    return GridConnection.of(pageOf(rows, first, (grid) => [grid.regionCode, grid.name], total));
  }

  @FieldResolver(() => Region)
  async region(@Root() grid: Grid, @Ctx() { loaders, request }: StationsContext): Promise<Region> {
    requireDirectory(request.principal);
    const region = await loaders.region.load(grid.regionCode);
    if (!region) throw new AppError('NOT_FOUND');
    return region;
  }
}

/** Answers `{ id }` with the grid, or null. */
export const gridReference: ReferenceResolver<StationsContext> = ({ id }, context) =>
  isUuid(id) && maySeeDirectory(context.request.principal) ? context.loaders.grid.load(id) : null;
