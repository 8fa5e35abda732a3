import { createJsonServer } from '../../peers/json-server.js';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import { monolithSchema } from '../catalogue/schemas.js';
import type { GraphqlRequest } from './graphql-request.js';
import { runCompiled, runParsed, type RunRequest } from './run-compiled.js';

function serve(run: RunRequest): Promise<PeerServer> {
  const server = createJsonServer<GraphqlRequest>((request) => {
    const result = run(request);
    return 'then' in result ? result.then((later) => JSON.stringify(later)) : JSON.stringify(result);
  });
  return listenAnywhere(server, async () => undefined);
}

/** The graph as one schema, run by graphql-js. */
export const startGraphqlJs = (): Promise<PeerServer> => serve(runParsed(monolithSchema()));

/** The graph as one schema, each document compiled by graphql-jit. */
export const startGraphqlJit = (): Promise<PeerServer> => serve(runCompiled(monolithSchema()));
