import { buildSubgraph, CommandRefused, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { type IdentityContext, IdentityResolver } from './identity.resolver.js';
import { viewerOf } from './viewer.js';

/** The schema of identity; needs no database. */
export function identitySchema(): SubgraphSchema {
  return buildSubgraph<IdentityContext>({
    resolvers: [IdentityResolver],
    types: [CommandRefused],
    references: {
      // A viewer can be reached by reference only by itself.
      Viewer: ({ id }, { request }) =>
        request.principal && request.principal.accountId === id ? viewerOf(request.principal) : null,
    },
  });
}
