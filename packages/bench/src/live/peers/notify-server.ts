import { createServer } from 'node:http';
import { Client } from 'pg';
import { WebSocketServer } from 'ws';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import type { NotifyPeerOptions } from './peer-options.js';

/** The shortest way from a commit to a client: LISTEN on one connection, and what it brings goes to all sockets. */
export async function startNotifyServer({ databaseUrl, channel }: NotifyPeerOptions): Promise<PeerServer> {
  const client = new Client({ connectionString: databaseUrl });
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  client.on('notification', ({ payload = '' }) => {
    const message = Buffer.from(payload);
    for (const socket of sockets.clients) socket.send(message, { binary: false });
  });
  await client.connect();
  await client.query(`listen ${channel}`);
  const listening = await listenAnywhere(server, () => client.end());
  return {
    port: listening.port,
    stop() {
      for (const socket of sockets.clients) socket.terminate();
      return listening.stop();
    },
  };
}
