import type { PeerName, PeerOptions, PeerServer } from './peer-server.js';

/** What the benchmark and a peer's process tell each other over their channel: the options first, the port back. */
export interface PeerReady {
  readonly port: number;
}

const start: Readonly<Record<PeerName, (options: PeerOptions) => Promise<PeerServer>>> = {
  bare: async (options) => (await import('./bare-server.js')).startBareServer(options),
  postgraphile: async (options) => (await import('./postgraphile-server.js')).startPostgraphileServer(options),
};

/** The main part of a peer's process. It ends when the benchmark lets go of the channel, however that came about. */
export async function servePeer(name: PeerName): Promise<void> {
  const options = await new Promise<PeerOptions>((resolve) =>
    process.once('message', (message) => resolve(message as PeerOptions)),
  );
  const server = await start[name](options);
  process.once('disconnect', () => void server.stop());
  process.send?.({ port: server.port } satisfies PeerReady);
}
