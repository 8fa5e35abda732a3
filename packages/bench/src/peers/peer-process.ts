import type { PeerServer } from './peer-server.js';

/** Starts a peer on the options that the benchmark sends. Both ends of the channel are this program. */
export type StartPeer<Options> = (options: Options) => Promise<PeerServer>;

/** What a peer's process tells the benchmark over their channel, once it listens. */
export interface PeerReady {
  readonly port: number;
}

/**
 * The main part of a peer's process: the options come first, the port goes back. It ends when the benchmark lets go of
 * the channel, however that came about.
 */
export async function servePeer(start: StartPeer<never>): Promise<void> {
  const options = await new Promise<never>((resolve) =>
    process.once('message', (message) => resolve(message as never)),
  );
  const server = await start(options);
  process.on('message', (message) => server.told?.(message));
  process.once('disconnect', () => void server.stop());
  process.send?.({ port: server.port } satisfies PeerReady);
}
