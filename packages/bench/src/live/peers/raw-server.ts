import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import type { FanOutPeerOptions } from './peer-options.js';

/** Raw ws: one buffer that is ready goes to all sockets in one loop. Nobody is asked who they are. */
export async function startRawServer({ message }: FanOutPeerOptions): Promise<PeerServer> {
  const ready = Buffer.from(message);
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const listening = await listenAnywhere(server, async () => undefined);
  return {
    port: listening.port,
    told() {
      for (const socket of sockets.clients) socket.send(ready, { binary: false });
    },
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      return listening.stop();
    },
  };
}
