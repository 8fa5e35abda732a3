import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in a process of its own that listens. */
export interface PeerServer {
  readonly port: number;
  /** What the benchmark says while it runs. */
  told?(message: unknown): void;
  stop(): Promise<void>;
}

/** Listens on a free port of the loopback address. */
export function listenAnywhere(server: Server, release: () => Promise<void>): Promise<PeerServer> {
  // Long enough that nobody meets a connection that is just being closed because another contender was measured.
  server.keepAliveTimeout = 600_000;
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
