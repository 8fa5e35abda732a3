import type { Db } from '@lianxin/database';
import { rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import { In } from 'typeorm';
import { Mandate } from './mandate.entity.js';
import { mandatesOfRepresentatives } from './mandate.sql.js';

/** Loaders of mandates, for one fetch. */
export function mandateLoaders(db: Db) {
  return {
    mandate: rowLoader<Mandate>(
      (ids) => db.dataSource.getRepository(Mandate).findBy({ id: In([...ids]) }),
      (mandate) => mandate.id,
    ),
    mandatesOfRepresentative: rowsLoader<Mandate>(
      (ids) => db.query(mandatesOfRepresentatives, [ids]),
      (mandate) => mandate.representativeId,
    ),
  };
}
