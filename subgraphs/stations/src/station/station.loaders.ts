import type { Db } from '@lianxin/database';
import { coalesced, loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { CodePage } from '../region/region.loaders.js';
import type { Under } from '../region/region.sql.js';
import type { Station } from './station.entity.js';
import { stationCountOfRegions, stationsById, stationsOfRegions } from './station.sql.js';

/** Loaders of stations, for one fetch. */
export function stationLoaders(db: Db) {
  return {
    station: rowLoader<Station>(
      (ids) => coalesced(db, stationsById.name, ids, (all) => db.query(stationsById, [all])),
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
