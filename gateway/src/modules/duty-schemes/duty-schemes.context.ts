import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { dutySchemesLoaders } from './duty-schemes.loaders.js';

/** What schemes work with. */
export interface DutySchemesParts {
  readonly db: Db;
  readonly clock: Clock;
}

/** What their resolvers find on the context. */
export interface DutySchemesContext extends SubgraphContext, DutySchemesParts {
  readonly loaders: ReturnType<typeof dutySchemesLoaders>;
}
