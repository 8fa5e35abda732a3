import type { CivilDate } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { StationsLoaders } from './stations-loaders.js';

/** What a resolver of this subgraph has at hand. */
export interface StationsContext extends SubgraphContext {
  readonly db: Db;
  /** The day in Asia/Shanghai at which the request came. */
  readonly today: CivilDate;
  readonly loaders: StationsLoaders;
}
