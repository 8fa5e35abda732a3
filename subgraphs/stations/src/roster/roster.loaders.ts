import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { CodePage } from '../region/region.loaders.js';
import type { Under } from '../region/region.sql.js';
import type { Station } from '../station/station.entity.js';
import {
  representativeCounts,
  representativesOfStations,
  stationCountsOfRepresentatives,
  stationsOfRepresentatives,
} from './roster.sql.js';

interface CountRow {
  readonly key: string;
  readonly count: number;
}

/** Arguments of a nested list ordered by id. */
interface IdPage {
  readonly first: number;
  readonly after: string;
}

/** Loaders over the roster of one day, for one fetch. */
export function rosterLoaders(db: Db, today: string) {
  return {
    rosterOfStation: loaderPerArguments(({ first, after }: IdPage) =>
      rowsLoader<Under<{ id: string }>>(
        (ids) => db.query(representativesOfStations, [ids, today, after, first + 1]),
        (row) => row.parentKey,
      ),
    ),
    rosterCountOfStation: rowLoader<CountRow>(
      (ids) => db.query(representativeCounts, [ids, today]),
      (row) => row.key,
    ),
    stationsOfRepresentative: loaderPerArguments(({ first, after }: CodePage) =>
      rowsLoader<Under<Station>>(
        (ids) => db.query(stationsOfRepresentatives, [ids, today, after, first + 1]),
        (row) => row.parentKey,
      ),
    ),
    stationCountOfRepresentative: rowLoader<CountRow>(
      (ids) => db.query(stationCountsOfRepresentatives, [ids, today]),
      (row) => row.key,
    ),
  };
}
