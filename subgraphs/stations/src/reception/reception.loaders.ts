import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import { In } from 'typeorm';
import type { Under } from '../region/region.sql.js';
import { ReceptionSession } from './reception-session.entity.js';
import { receptionCounts, receptionsOfStations } from './reception.sql.js';

/** A range of days, both ends included; null is open. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Arguments of a station's list of receptions; `after` is the start and the id to begin behind. */
export interface ReceptionPage extends DayRange {
  readonly first: number;
  readonly after: readonly string[];
}

/** Loaders of receptions, for one fetch. */
export function receptionLoaders(db: Db) {
  return {
    reception: rowLoader<ReceptionSession>(
      (ids) => db.dataSource.getRepository(ReceptionSession).findBy({ id: In([...ids]) }),
      (reception) => reception.id,
    ),
    receptionsOfStation: loaderPerArguments(({ first, after, from, to }: ReceptionPage) =>
      rowsLoader<Under<ReceptionSession>>(
        (ids) => db.query(receptionsOfStations, [ids, ...after, from, to, first + 1]),
        (row) => row.parentKey,
      ),
    ),
    receptionCountOfStation: loaderPerArguments(({ from, to }: DayRange) =>
      rowLoader<{ key: string; count: number }>(
        (ids) => db.query(receptionCounts, [ids, from, to]),
        (row) => row.key,
      ),
    ),
  };
}
