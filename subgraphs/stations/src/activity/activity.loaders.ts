import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import { In } from 'typeorm';
import type { Under } from '../region/region.sql.js';
import { Activity } from './activity.entity.js';
import { activitiesOfStations, activityCounts } from './activity.sql.js';

/** Arguments of a station's list of activities; `after` is the day and the id to begin behind. */
export interface ActivityPage {
  readonly first: number;
  readonly after: readonly string[];
}

/** Loaders of activities, for one fetch. */
export function activityLoaders(db: Db) {
  return {
    activity: rowLoader<Activity>(
      (ids) => db.dataSource.getRepository(Activity).findBy({ id: In([...ids]) }),
      (activity) => activity.id,
    ),
    activitiesOfStation: loaderPerArguments(({ first, after }: ActivityPage) =>
      rowsLoader<Under<Activity>>(
        (ids) => db.query(activitiesOfStations, [ids, ...after, first + 1]),
        (row) => row.parentKey,
      ),
    ),
    activityCountOfStation: rowLoader<{ key: string; count: number }>(
      (ids) => db.query(activityCounts, [ids]),
      (row) => row.key,
    ),
  };
}
