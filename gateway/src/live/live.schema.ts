import { buildSubgraph, type SubgraphSchema } from '@lianxin/subgraph-kit';
import type { LiveContext } from './live.context.js';
import { LiveResolver, LiveSubscription } from './live.resolver.js';
import { liveSources } from './live.sources.js';

/** The schema of live: subscription fields and stubs of the entities that their events name. */
export function liveSchema(): SubgraphSchema {
  const built = buildSubgraph<LiveContext>({ resolvers: [LiveResolver], types: [LiveSubscription] });
  const fields = built.schema.getSubscriptionType()?.getFields() ?? {};
  for (const [name, source] of Object.entries(liveSources)) {
    const field = fields[name];
    if (!field) throw new Error(`Live has a source and no field: ${name}`);
    field.subscribe = (_root, args: Record<string, unknown>, context: LiveContext) => source(args, context);
  }
  return built;
}
