import { setTimeout as wait } from 'node:timers/promises';
import { createJsonServer } from '../../peers/json-server.js';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import { subgraphSchema } from '../catalogue/schemas.js';
import type { GraphqlRequest } from './graphql-request.js';
import { runCompiled } from './run-compiled.js';
import type { SubgraphServerOptions } from './peer-options.js';

/** What a subgraph's server is asked: an operation, or how many it has answered so far. */
type SubgraphServerRequest = GraphqlRequest | { readonly countOnly: true };

/** One subgraph as light as it can be: node:http, compiled documents, rows in memory. */
export function startSubgraphServer({ name, latencyMs }: SubgraphServerOptions): Promise<PeerServer> {
  const run = runCompiled(subgraphSchema(name));
  let answered = 0;
  const server = createJsonServer<SubgraphServerRequest>((request) => {
    if ('countOnly' in request) return JSON.stringify({ answered });
    answered += 1;
    const result = run(request);
    if (latencyMs > 0) return wait(latencyMs).then(async () => JSON.stringify(await result));
    return 'then' in result ? result.then((later) => JSON.stringify(later)) : JSON.stringify(result);
  });
  return listenAnywhere(server, async () => undefined);
}
