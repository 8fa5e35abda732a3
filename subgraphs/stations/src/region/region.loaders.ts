import type { Db } from '@lianxin/database';
import { coalesced, loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { Region } from './region.entity.js';
import { childCounts, childrenOfRegions, regionsByCode, type Under } from './region.sql.js';

/** Arguments of a nested list ordered by code. */
export interface CodePage {
  readonly first: number;
  readonly after: string;
}

/** Loaders of regions, for one fetch. */
export function regionLoaders(db: Db, today: string) {
  return {
    region: rowLoader<Region>(
      (codes) => coalesced(db, regionsByCode.name, codes, (all) => db.query(regionsByCode, [all])),
      (region) => region.code,
    ),
    regionChildren: loaderPerArguments(({ first, after }: CodePage) =>
      rowsLoader<Under<Region>>(
        (codes) => db.query(childrenOfRegions, [codes, today, after, first + 1]),
        (child) => child.parentKey,
      ),
    ),
    regionChildCount: rowLoader<{ key: string; count: number }>(
      (codes) => db.query(childCounts, [codes, today]),
      (row) => row.key,
    ),
  };
}

/** Loaders of regions. */
export type RegionLoaders = ReturnType<typeof regionLoaders>;
