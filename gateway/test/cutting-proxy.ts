import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between a client and a gateway that fails when it is told to. */
export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  /** Connections taken since the beginning. */
  readonly taken: number;
  /** What clients have sent since the beginning. */
  readonly sent: string;
  /** What the gateway has sent since the beginning. */
  readonly received: string;
  /** Breaks every connection. */
  cut(): void;
  /** What it does with the gateway's bytes: pass them on, hold them back, or break the connection at the first of them. */
  answers: 'pass' | 'hold' | 'cut';
  /** Settles when something has happened that the condition was waiting for. */
  until(condition: () => boolean): Promise<void>;
}

/** Forwards a free local port to that of `target`. */
export async function cuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const waiting = new Set<() => void>();
  const stir = (): void => waiting.forEach((look) => look());
  let taken = 0;
  let sent = '';
  let received = '';
  const server = createServer((client) => {
    taken += 1;
    const gateway = connect(Number(port), hostname);
    const both = [client, gateway];
    for (const socket of both) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        both.forEach((other) => other.destroy());
      });
    }
    client.on('data', (bytes) => {
      sent += bytes.toString('latin1');
      gateway.write(bytes);
      stir();
    });
    gateway.on('data', (bytes) => {
      received += bytes.toString('latin1');
      if (proxy.answers === 'pass') client.write(bytes);
      if (proxy.answers === 'cut') client.resetAndDestroy();
      stir();
    });
    stir();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: CuttingProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get taken() {
      return taken;
    },
    get sent() {
      return sent;
    },
    get received() {
      return received;
    },
    answers: 'pass',
    cut: () => open.forEach((socket) => socket.resetAndDestroy()),
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async [Symbol.asyncDispose]() {
      proxy.cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
