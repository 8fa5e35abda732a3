import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { localhostCertificate } from './localhost-certificate.js';

/** How a webhook endpoint is reached. */
export type Scheme = 'http' | 'https';

/** Another system that takes every delivery at once, and does nothing with it. */
export interface Receiver extends AsyncDisposable {
  readonly url: string;
  /** Settles when it has got so many. */
  got(count: number): Promise<void>;
}

/** What a platform must be told so that it delivers here, and trusts whom it meets. */
export function receiverSettings(folder: string): Readonly<Record<string, string>> {
  const file = join(folder, 'receiver.pem');
  writeFileSync(file, localhostCertificate.cert);
  return { WEBHOOK_NETWORKS: '127.0.0.0/8', NODE_EXTRA_CA_CERTS: file };
}

/** Opens a receiver on a free port of this machine. */
export async function openReceiver(scheme: Scheme): Promise<Receiver> {
  let taken = 0;
  let goal = Infinity;
  let reached = (): void => undefined;
  const take: RequestListener = (request, response) => {
    request.resume().on('end', () => {
      response.writeHead(204).end();
      taken += 1;
      if (taken >= goal) reached();
    });
  };
  const server = scheme === 'http' ? createServer(take) : createTlsServer(localhostCertificate, take);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://localhost:${port}/events`,
    got: (count) =>
      new Promise((resolve) => {
        goal = count;
        reached = resolve;
        if (taken >= goal) resolve();
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
