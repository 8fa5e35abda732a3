import { buildSubgraph, CommandRefused, type SubgraphSchema, VersionConflict } from '@lianxin/subgraph-kit';
import { WebhookMutationResolver } from './webhook.mutations.js';
import { WebhookResolver } from './webhook.resolver.js';
import type { WebhooksContext } from './webhooks.context.js';

/** The schema of webhooks; needs no database. */
export function webhooksSchema(): SubgraphSchema {
  return buildSubgraph<WebhooksContext>({
    resolvers: [WebhookResolver, WebhookMutationResolver],
    types: [CommandRefused, VersionConflict],
  });
}
