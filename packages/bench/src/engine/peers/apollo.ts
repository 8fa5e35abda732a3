import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import type { PeerServer } from '../../peers/peer-server.js';
import { startApolloServer } from './apollo-server.js';
import type { EnginePeerOptions } from './peer-options.js';

/** @apollo/gateway on the same supergraph, hosted by @apollo/server. */
export function startApollo({ supergraphSdl }: EnginePeerOptions): Promise<PeerServer> {
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ url }) => new RemoteGraphQLDataSource({ url }),
  });
  return startApolloServer(gateway, async () => undefined);
}
