import type { Db } from '@lianxin/database';
import { loaderPerArguments, type PageRequest, type Principal, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { ProposalRow } from './proposal.entity.js';
import { proposalScopeOf } from './proposal.policy.js';
import {
  cursorValue,
  proposalCountsOfRepresentatives,
  proposalsById,
  proposalsOfRepresentatives,
  scopeValues,
} from './proposal.sql.js';

/** Creates the loaders of proposals for one fetch of this principal. */
export function createProposalLoaders(db: Db, principal: Principal | null) {
  const scope = scopeValues(proposalScopeOf(principal));
  return {
    /** Any proposal; the caller asks the policy. */
    byId: rowLoader<ProposalRow>(
      (ids) => db.query(proposalsById, [ids]),
      (proposal) => proposal.id,
    ),
    /** A deputy's proposals that the principal may see, behind the cursor: one more than the page holds, if there are. */
    ofRepresentative: loaderPerArguments(({ first, after }: PageRequest) =>
      rowsLoader<ProposalRow & { representativeId: string }>(
        (ids) => db.query(proposalsOfRepresentatives, [...scope, ids, cursorValue(after), first + 1]),
        (row) => row.representativeId,
      ),
    ),
    countOfRepresentative: rowLoader<{ representativeId: string; count: number }>(
      (ids) => db.query(proposalCountsOfRepresentatives, [...scope, ids]),
      (row) => row.representativeId,
    ),
  };
}

/** Loaders of proposals. */
export type ProposalLoaders = ReturnType<typeof createProposalLoaders>;
