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
} from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { maySeeDirectory, requireDirectory } from '../directory.policy.js';
import { regionCode } from '../region/region-code.js';
import { Region } from '../region/region.entity.js';
import type { StationsContext } from '../stations-context.js';
import { Station } from './station.entity.js';
import { stationByCode, stationConditions, stationCount, stationList } from './station.sql.js';
import { StationConnection, StationFilter } from './station.types.js';

@Resolver(() => Station)
export class StationResolver {
  @Query(() => Station, { nullable: true })
  async station(@Arg('id', () => ID) id: string, @Ctx() context: StationsContext): Promise<Station | null> {
    if (!isUuid(id) || !maySeeDirectory(context.request.principal)) return null;
    return context.loaders.station.load(id);
  }

  @Query(() => Station, {
    nullable: true,
    description: 'The station whose code (站码) was scanned; null for an unknown or a revoked code.',
  })
  async stationByCode(
    @Arg('code', () => String, { description: 'The opaque text of the QR code.' }) code: string,
    @Ctx() context: StationsContext,
  ): Promise<Station | null> {
    if (code.includes('\0') || !maySeeDirectory(context.request.principal)) return null;
    return (await context.db.query(stationByCode, [code]))[0] ?? null;
  }

  @Query(() => StationConnection, { description: 'The directory of stations, by their number.' })
  async stations(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => StationFilter, { nullable: true }) filter: StationFilter | null,
    @Ctx() { db, request }: StationsContext,
  ): Promise<Connection<Station>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind] = cursorKeys(after, [cursorKey.text], ['']);
    const given = {
      regionCode: filter?.regionCode && regionCode(filter.regionCode),
      tier: filter?.tier,
      kind: filter?.kind,
      text: filter?.text?.replaceAll('\0', '').trim() || undefined,
    };
    const list = filteredStatement<Station, keyof typeof given>(
      'stations_list',
      2,
      stationConditions,
      given,
      stationList,
    );
    const rows = await db.query(list.statement, [behind, first + 1, ...list.values]);
    const total = async (): Promise<number> => {
      const name = 'stations_list_count';
      const count = filteredStatement<{ count: number }, keyof typeof given>(
        name,
        0,
        stationConditions,
        given,
        stationCount,
      );
      return (await db.query(count.statement, [...count.values]))[0]?.count ?? 0;
    };
    return StationConnection.of(pageOf(rows, first, (station) => [station.code], total));
  }

  @FieldResolver(() => Region, { description: 'The region it stands in.' })
  async region(@Root() station: Station, @Ctx() { loaders, request }: StationsContext): Promise<Region> {
    requireDirectory(request.principal);
    const region = await loaders.region.load(station.regionCode);
    if (!region) throw new AppError('NOT_FOUND');
    return region;
  }
}

/** What stations add to a region; apart from the region's own resolver, so that modules depend one way. */
@Resolver(() => Region)
export class RegionStationsResolver {
  @FieldResolver(() => StationConnection, {
    description: 'Stations of the whole region, its parts included, by their number.',
  })
  async stations(
    @Root() region: Region,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders, request }: StationsContext,
  ): Promise<Connection<Station>> {
    requireDirectory(request.principal);
    const { first, after } = pageRequest(args, 1);
    const [behind = ''] = cursorKeys(after, [cursorKey.text], ['']);
    const rows = await loaders.stationsOfRegion(region.code, { first, after: behind });
    const total = async (): Promise<number> => (await loaders.stationCountOfRegion.load(region.code))?.count ?? 0;
    return StationConnection.of(pageOf<Station>(rows, first, (station) => [station.code], total));
  }
}
