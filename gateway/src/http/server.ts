import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { AppError } from '@lianxin/errors';
import type { ListenOptions } from '../gateway.types.js';
import type { Addresses } from '../guard/addresses.js';
import type { GatewayLimits } from '../guard/limits.js';
import { Quota } from '../guard/quota.js';
import type { Log } from '../log.js';
import { createRouter, pathOf, type Routes } from './router.js';
import { refuseUpgrade, type SocketFace } from './socket-face.js';
import type { SseFace } from './sse-face.js';

/** The HTTP server of a gateway. */
export interface HttpServer {
  /** @throws AppError PORT_IN_USE */
  listen(options: ListenOptions): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}

/** What the server carries. */
export interface HttpServerParts {
  readonly routes: Omit<Routes, 'isOpen' | 'log'>;
  readonly sockets: SocketFace;
  readonly sse: SseFace;
  readonly addresses: Addresses;
  readonly limits: GatewayLimits;
  readonly log: Log;
}

/** How long closing may take: sockets first, then requests under way. */
const hangUpMs = 2_000;
const drainMs = 10_000;

/** What a broken socket gets; the same function for all that are open. */
function destroyed(this: Duplex): void {
  this.destroy();
}

/** A plain node:http server over the router and the sockets. */
export function createHttpServer({ routes, sockets, sse, addresses, limits, log }: HttpServerParts): HttpServer {
  let open = true;
  const server = createServer(
    { requestTimeout: limits.requestMs, headersTimeout: limits.requestMs, keepAliveTimeout: 65_000 },
    createRouter({ ...routes, isOpen: () => open, log }),
  );
  server.maxConnections = limits.connections;
  const perAddress = new Quota(limits.connectionsPerAddress);
  server.on('connection', (socket) => {
    if (!perAddress.takeUntilClosed(addresses.holderOf(socket), socket)) socket.destroy();
  });
  server.on('upgrade', (req, socket, head) => {
    socket.on('error', destroyed);
    if (!open) return refuseUpgrade(socket, 503);
    if (pathOf(req.url) !== '/graphql') return refuseUpgrade(socket, 404);
    sockets.upgrade(req, socket, head);
  });

  return {
    listen: ({ port, host }) =>
      new Promise((resolve, reject) => {
        const fail = (error: NodeJS.ErrnoException): void => {
          reject(error.code === 'EADDRINUSE' ? new AppError('PORT_IN_USE', { port }, { cause: error }) : error);
        };
        server.once('error', fail);
        server.listen(port, host, () => {
          server.off('error', fail);
          const { port: taken } = server.address() as AddressInfo;
          log.info('http.listening', { port: taken });
          resolve({ port: taken });
        });
      }),
    async close() {
      open = false;
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      sse.hangUp();
      await sockets.hangUp(hangUpMs);
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        log.warn('http.cut_off', { afterMs: drainMs });
        server.closeAllConnections();
      }, drainMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
