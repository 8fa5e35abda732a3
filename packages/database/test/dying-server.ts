import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** FATAL 57P01 as PostgreSQL says it when an administrator ends the session. */
function farewell(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** A way to a real server on which sessions can be made to end in the very packet that opens them. */
export interface DyingServer extends AsyncDisposable {
  /** The same database through the proxy. */
  readonly url: string;
  /** While true, a new session's first "ready" and its end arrive together. */
  isDying: boolean;
}

/** Starts a proxy before the server of `url`. */
export async function dyingServer(url: string): Promise<DyingServer> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const proxy: Server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => (client.destroy(), upstream.destroy()));
    }
    client.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => {
      if (handle.isDying && chunk.subarray(-readyForQuery.length).equals(readyForQuery)) {
        client.end(Buffer.concat([chunk, farewell()]));
      } else client.write(chunk);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port');
  const own = new URL(url);
  own.host = `127.0.0.1:${String(address.port)}`;
  const handle: DyingServer = {
    url: own.href,
    isDying: false,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
      await once(proxy, 'close');
    },
  };
  return handle;
}
