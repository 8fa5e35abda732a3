import type { Db } from '@lianxin/database';
import { rowLoader } from '@lianxin/subgraph-kit';
import { In } from 'typeorm';
import { Grid } from './grid.entity.js';

/** Loaders of grids, for one fetch. */
export function gridLoaders(db: Db) {
  return {
    grid: rowLoader<Grid>(
      (ids) => db.dataSource.getRepository(Grid).findBy({ id: In([...ids]) }),
      (grid) => grid.id,
    ),
  };
}
