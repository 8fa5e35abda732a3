import type { Db } from '@lianxin/database';
import { rowLoader } from '@lianxin/subgraph-kit';
import type { HandlingUnit } from './handling-unit.entity.js';
import { handlingUnitsById } from './handling-unit.sql.js';

/** Creates the loaders of handling units for one fetch. */
export function createHandlingUnitLoaders(db: Db) {
  return {
    byId: rowLoader<HandlingUnit>(
      (ids) => db.query(handlingUnitsById, [ids]),
      (unit) => unit.id,
    ),
  };
}

/** Loaders of handling units. */
export type HandlingUnitLoaders = ReturnType<typeof createHandlingUnitLoaders>;
