import type { Db } from '@lianxin/database';
import { coalesced, rowLoader } from '@lianxin/subgraph-kit';
import type { Representative } from './representative.entity.js';
import { representativesById } from './representative.sql.js';

/** Loaders of deputies, for one fetch. */
export function representativeLoaders(db: Db) {
  return {
    representative: rowLoader<Representative>(
      (ids) => coalesced(db, representativesById.name, ids, (all) => db.query(representativesById, [all])),
      (representative) => representative.id,
    ),
  };
}
