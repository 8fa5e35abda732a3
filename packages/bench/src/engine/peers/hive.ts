import { createServer } from 'node:http';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import type { EnginePeerOptions } from './peer-options.js';

/**
 * Hive Gateway's runtime with its planner in Rust, over node:http. Its requests to subgraphs share answers while they
 * are under way unless told otherwise.
 */
export function startHive({ supergraphSdl }: EnginePeerOptions): Promise<PeerServer> {
  const gateway = createGatewayRuntime({
    supergraph: supergraphSdl,
    unifiedGraphHandler,
    transports: { http: import('@graphql-mesh/transport-http') },
    transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
    logging: false,
    requestId: false,
    landingPage: false,
    graphiql: false,
    cors: false,
  });
  const server = createServer((req, res) => void gateway(req, res));
  return listenAnywhere(server, async () => gateway[Symbol.asyncDispose]());
}
