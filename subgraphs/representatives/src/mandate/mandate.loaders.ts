import type { Db } from '@lianxin/database';
import { rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import { In } from 'typeorm';
import { Mandate } from './mandate.entity.js';
import { mandatesOfRepresentatives } from './mandate.sql.js';
import type { MandateOf } from './mandate.state.js';
import { mandatesWithDeputies } from './mandate.store.js';

/** Loaders of mandates, for one fetch. */
export function mandateLoaders(db: Db) {
  return {
    mandate: rowLoader<Mandate>(
      (ids) => db.dataSource.getRepository(Mandate).findBy({ id: In([...ids]) }),
      (mandate) => mandate.id,
    ),
    /** A mandate with what its policy looks at. */
    mandateState: rowLoader<MandateOf>(
      (ids) => db.query(mandatesWithDeputies, [ids]),
      ({ id }) => id,
    ),
    mandatesOfRepresentative: rowsLoader<Mandate>(
      (ids) => db.query(mandatesOfRepresentatives, [ids]),
      (mandate) => mandate.representativeId,
    ),
  };
}
