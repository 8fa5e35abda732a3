import type { CivilDate } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import { delegationLoaders } from './delegation/delegation.loaders.js';
import type { DutyServices } from './duty/duty-command.js';
import { dutyLoaders } from './duty/duty.loaders.js';
import { dutyRecordLoaders } from './duty-record/duty-record.loaders.js';
import { mandateLoaders } from './mandate/mandate.loaders.js';
import { representativeLoaders } from './representative/representative.loaders.js';

/** Every loader of this subgraph, fresh for one fetch. */
export function createRepresentativesLoaders(db: Db) {
  return {
    ...representativeLoaders(db),
    ...mandateLoaders(db),
    ...delegationLoaders(db),
    ...dutyLoaders(db),
    ...dutyRecordLoaders(db),
  };
}

/** What a resolver of this subgraph has at hand. */
export interface RepresentativesContext extends SubgraphContext {
  readonly db: Db;
  readonly duty: DutyServices;
  /** The moment at which the request came. */
  readonly now: Date;
  /** The day in Asia/Shanghai at which the request came. */
  readonly today: CivilDate;
  readonly loaders: ReturnType<typeof createRepresentativesLoaders>;
}
