import type { CivilDate } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { activityLoaders } from './activity/activity.loaders.js';
import { gridLoaders } from './grid/grid.loaders.js';
import { receptionLoaders } from './reception/reception.loaders.js';
import { regionLoaders } from './region/region.loaders.js';
import { rosterLoaders } from './roster/roster.loaders.js';
import { stationLoaders } from './station/station.loaders.js';

/** Every loader of this subgraph, fresh for one fetch. */
export function createStationsLoaders(db: Db, today: CivilDate) {
  const regions = regionLoaders(db, today);
  return {
    ...regions,
    ...gridLoaders(db),
    ...stationLoaders(db, regions),
    ...rosterLoaders(db, today),
    ...receptionLoaders(db),
    ...activityLoaders(db),
  };
}

/** Loaders of one fetch. */
export type StationsLoaders = ReturnType<typeof createStationsLoaders>;
