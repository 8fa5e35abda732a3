import type { Db } from '@lianxin/database';
import { coalesced, rowLoader } from '@lianxin/subgraph-kit';
import type { HandlingUnit } from './handling-unit.entity.js';
import { handlingUnitsById } from './handling-unit.sql.js';

/** Creates the loaders of handling units for one fetch. */
export function createHandlingUnitLoaders(db: Db) {
  return {
    byId: rowLoader<HandlingUnit>(
      (ids) => coalesced(db, handlingUnitsById.name, ids, (all) => db.query(handlingUnitsById, [all])),
      (unit) => unit.id,
    ),
  };
}

/** Loaders of handling units. */
export type HandlingUnitLoaders = ReturnType<typeof createHandlingUnitLoaders>;
