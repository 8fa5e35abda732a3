import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { dutyIndexLoaders } from './api/duty-index.loaders.js';
import type { Boards } from './read/board.js';

/** What the duty index works with. */
export interface DutyIndexParts {
  readonly db: Db;
  readonly clock: Clock;
  readonly boards: Boards;
}

/** What its resolvers find on the context. */
export interface DutyIndexContext extends SubgraphContext, DutyIndexParts {
  readonly loaders: ReturnType<typeof dutyIndexLoaders>;
}
