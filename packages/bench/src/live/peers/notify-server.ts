import { createServer } from 'node:http';
import { Client } from 'pg';
import { WebSocketServer } from 'ws';
import { listenAnywhere, type PeerServer } from '../../peers/peer-server.js';
import type { NotifyPeerOptions } from './peer-options.js';

/**
 * The shortest way from a commit to a client: LISTEN on one connection, and what it brings goes to all sockets. With a
 * `move`, the shortest way through a log: what that statement has committed goes to them.
 */
export async function startNotifyServer({ databaseUrl, channel, move }: NotifyPeerOptions): Promise<PeerServer> {
  const client = new Client({ connectionString: databaseUrl });
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const send = (text: string): void => {
    const message = Buffer.from(text);
    for (const socket of sockets.clients) socket.send(message, { binary: false });
  };
  client.on('notification', ({ payload = '' }) => {
    if (move === undefined) send(payload);
    else
      void client.query<{ message: string }>({ name: 'move', text: move }).then(({ rows }) => {
        for (const { message } of rows) send(message);
      });
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
