import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** A delivery as another system got it. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A system that listens for webhooks: each path answers as it was told, 204 unless told. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  /** Ids of the events that came to a path, in the order of their coming. */
  idsAt(path: string): string[];
  answer(path: string, how: (response: ServerResponse, received: Received) => void): void;
  /** Returns when a path got so many deliveries. */
  gets(path: string, count: number): Promise<void>;
}

/** What a delivery says, when its signature holds. @throws when it does not */
export function verified(secret: string, { headers, body }: Received): Record<string, unknown> {
  return new Webhook(secret).verify(body, headers as Record<string, string>) as Record<string, unknown>;
}

/** Status alone as an answer. */
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, headers).end();

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers = new Map<string, (response: ServerResponse, received: Received) => void>();
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const delivery = { path: request.url ?? '', headers: request.headers, body };
      received.push(delivery);
      (answers.get(delivery.path) ?? status(204))(response, delivery);
      const asked = waiting;
      waiting = [];
      for (const look of asked) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = (path: string): Received[] => received.filter((delivery) => delivery.path === path);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    received,
    idsAt: (path) => at(path).map(({ headers }) => String(headers['webhook-id'])),
    answer: (path, how) => void answers.set(path, how),
    async gets(path, count) {
      while (at(path).length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
