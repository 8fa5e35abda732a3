import { ApolloServer, type ApolloServerOptionsWithGateway, type BaseContext } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { PeerServer } from '../../peers/peer-server.js';

type Gateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];

/** @apollo/server as it comes, with its own HTTP server in front and the gateway behind it. */
export async function startApolloServer(gateway: Gateway, release: () => Promise<void>): Promise<PeerServer> {
  const server = new ApolloServer({ gateway });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return {
    port: Number(new URL(url).port),
    stop: async () => {
      await server.stop();
      await release();
    },
  };
}
