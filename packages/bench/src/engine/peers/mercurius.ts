import type { AddressInfo } from 'node:net';
import mercuriusGateway from '@mercuriusjs/gateway';
import { fastify } from 'fastify';
import type { PeerServer } from '../../peers/peer-server.js';
import { subgraphNames, subgraphSdl } from '../catalogue/subgraphs.js';
import { letTypesPrintAsNames } from './mercurius-names.js';
import { connectionsToSubgraph } from './ours.js';
import type { EnginePeerOptions } from './peer-options.js';

/** The gateway of mercurius on fastify. It plans from the subgraphs' own schemas and reads no supergraph. */
export async function startMercurius({ subgraphUrls }: EnginePeerOptions): Promise<PeerServer> {
  letTypesPrintAsNames();
  const app = fastify({ keepAliveTimeout: 600_000 });
  await app.register(mercuriusGateway.default, {
    jit: 1,
    gateway: {
      services: subgraphNames.map((name) => ({
        name,
        url: subgraphUrls[name],
        schema: subgraphSdl[name],
        connections: connectionsToSubgraph,
      })),
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: (app.server.address() as AddressInfo).port, stop: () => app.close() };
}
