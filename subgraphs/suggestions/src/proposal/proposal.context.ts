import type { HandlingUnitContext } from '../handling-unit/handling-unit.context.js';
import type { ProposalLoaders } from './proposal.loaders.js';

/** What the resolvers of proposals need. */
export interface ProposalContext extends HandlingUnitContext {
  readonly proposals: ProposalLoaders;
}
