import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The servers that the platform is compared with. */
export const peerNames = ['bare', 'postgraphile'] as const;
export type PeerName = (typeof peerNames)[number];

/** What a peer runs on. */
export interface PeerOptions {
  readonly databaseUrl: string;
  /** Connections to the database at most. */
  readonly poolSize: number;
}

/** A peer that listens. */
export interface PeerServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on a free port of the loopback address. */
export function listenAnywhere(server: Server, release: () => Promise<void>): Promise<PeerServer> {
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const stop = async (): Promise<void> => {
        server.closeAllConnections();
        await new Promise((done) => server.close(done));
        await release();
      };
      resolve({ port, stop });
    });
  });
}
