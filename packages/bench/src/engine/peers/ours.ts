import {
  createEngine,
  type Engine,
  httpTransport,
  localTransport,
  type HttpTransport,
  type Transport,
  writeResult,
} from '@lianxin/federation-engine';
import { createJsonServer } from '../../peers/json-server.js';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import { subgraphSchema } from '../catalogue/schemas.js';
import { subgraphNames } from '../catalogue/subgraphs.js';
import type { GraphqlRequest } from './graphql-request.js';
import type { EnginePeerOptions } from './peer-options.js';

/** Enough that no fetch waits for a connection. */
export const connectionsToSubgraph = 96;

function serve(engine: Engine, release: () => Promise<void>): Promise<PeerServer> {
  const server = createJsonServer<GraphqlRequest>(async ({ query, variables, operationName }) => {
    const { data, errors } = await engine.runText(engine.prepare(query, operationName), variables, undefined);
    return writeResult(data, errors);
  });
  return listenAnywhere(server, release);
}

/** Our engine over the subgraphs' servers, and what to close after it. */
export function engineOverHttp({ supergraphSdl, subgraphUrls }: EnginePeerOptions): {
  engine: Engine;
  release: () => Promise<void>;
} {
  const transports = subgraphNames.map((name): [string, HttpTransport<unknown>] => [
    name,
    httpTransport({
      url: subgraphUrls[name],
      headers: () => ({}),
      timeoutMs: 10_000,
      connections: connectionsToSubgraph,
    }),
  ]);
  const engine = createEngine({ supergraphSdl, transports: Object.fromEntries(transports) });
  return {
    engine,
    release: async () => {
      await Promise.all(transports.map(([, transport]) => transport.close()));
    },
  };
}

export function startOursOverHttp(options: EnginePeerOptions): Promise<PeerServer> {
  const { engine, release } = engineOverHttp(options);
  return serve(engine, release);
}

/** The same engine with the three subgraphs in its process. */
export function startOursInProcess({ supergraphSdl }: EnginePeerOptions): Promise<PeerServer> {
  const transports = subgraphNames.map((name): [string, Transport] => [
    name,
    localTransport({ schema: subgraphSchema(name), createContext: () => undefined }),
  ]);
  const engine = createEngine({ supergraphSdl, transports: Object.fromEntries(transports) });
  return serve(engine, async () => undefined);
}
