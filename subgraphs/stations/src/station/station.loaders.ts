import type { Db } from '@lianxin/database';
import { coalesced, loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { CodePage, RegionLoaders } from '../region/region.loaders.js';
import { regionAlong, type Under } from '../region/region.sql.js';
import type { Station } from './station.entity.js';
import { stationCountOfRegions, stationsById, stationsOfRegions } from './station.sql.js';

/** Loaders of stations, for one fetch, and of the regions that come along with them. */
export function stationLoaders(db: Db, regions: Pick<RegionLoaders, 'region'>) {
  return {
    station: rowLoader<Station>(
      async (ids) => {
        const stations = await coalesced(db, stationsById.name, ids, (all) => db.query(stationsById, [all]));
        for (const station of stations) regions.region.prime(station.regionCode, regionAlong.of(station));
        return stations;
      },
      (station) => station.id,
    ),
    stationsOfRegion: loaderPerArguments(({ first, after }: CodePage) =>
      rowsLoader<Under<Station>>(
        (codes) => db.query(stationsOfRegions, [codes, after, first + 1]),
        (station) => station.parentKey,
      ),
    ),
    stationCountOfRegion: rowLoader<{ key: string; count: number }>(
      (codes) => db.query(stationCountOfRegions, [codes]),
      (row) => row.key,
    ),
  };
}
