import type { Db } from '@lianxin/database';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { HandlingUnitLoaders } from './handling-unit.loaders.js';

/** What the resolvers of handling units need. */
export interface HandlingUnitContext extends SubgraphContext {
  readonly db: Db;
  readonly handlingUnits: HandlingUnitLoaders;
}
