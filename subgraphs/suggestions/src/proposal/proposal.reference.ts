import type { ReferenceResolver } from '@lianxin/subgraph-kit';
import type { ProposalContext } from './proposal.context.js';
import { visibleProposal } from './proposal.resolver.js';

/** Answers references to proposals; one that is not for these eyes answers like a missing one. */
export const resolveProposal: ReferenceResolver<ProposalContext> = ({ id }, context) =>
  visibleProposal(String(id), context);

/** Answers references to deputies with their key: what hangs on it here is judged field by field. */
export const resolveRepresentative: ReferenceResolver<ProposalContext> = ({ id }) => ({ id: String(id) });
