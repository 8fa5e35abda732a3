import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Addresses } from '../guard/addresses.js';
import { isOriginAllowed } from '../guard/cross-site.js';
import type { GatewayLimits } from '../guard/limits.js';
import { Quota } from '../guard/quota.js';
import type { Log } from '../log.js';
import { Heartbeat } from './heartbeat.js';
import { tooMany } from './socket-conversation.js';
import { SocketLink } from './socket-link.js';
import type { SocketProtocol } from './socket-protocol.js';

/** WebSockets on `/graphql`. */
export interface SocketFace {
  readonly size: number;
  /** Takes over an upgrade request that was routed here. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every client to come back with its cursor, and cuts off those that do not listen. */
  hangUp(withinMs: number): Promise<void>;
}

/** What the sockets live by. */
export interface SocketFaceParts {
  readonly protocol: SocketProtocol;
  readonly limits: GatewayLimits;
  readonly origins: readonly string[];
  readonly addresses: Addresses;
  readonly log: Log;
}

/** Close code of RFC 6455. */
const goingAway = 1001;

/** Refuses an upgrade with a plain HTTP answer. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The sockets: frames, limits and life; what is said on them is `SocketProtocol`. */
export function createSocketFace({ protocol, limits, origins, addresses, log }: SocketFaceParts): SocketFace {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.frameBytes,
    perMessageDeflate: false,
    // A client may send a hundred operations in one go: between two of them everybody else has a turn.
    allowSynchronousEvents: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
  });

  const perAddress = new Quota(limits.connectionsPerAddress);

  const heartbeat = new Heartbeat();
  const serve = (socket: WebSocket, connection: Duplex, req: IncomingMessage): void => {
    const link = new SocketLink(socket, connection, limits);
    const conversation = protocol.opened(link, req);
    heartbeat.add(socket);
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) link.close(1003, 'Text only');
      else if (link.isWithinRate()) conversation.receive(data.toString('utf8'));
      else link.close(tooMany, 'Too many messages');
    });
    // Broken frames and lost connections: ws closes the socket itself.
    socket.on('error', noteBroken);
    socket.on('close', () => {
      heartbeat.remove(socket);
      conversation.closed();
    });
  };
  const noteBroken = (cause: Error): void => log.info('socket.broken', { reason: cause.message });

  return {
    get size() {
      return server.clients.size;
    },
    upgrade(req, socket, head) {
      if (!isOriginAllowed(req.headers, origins)) return refuseUpgrade(socket, 403);
      if (!perAddress.takeUntilClosed(addresses.holderBehind(req), socket)) return refuseUpgrade(socket, 429);
      server.handleUpgrade(req, socket, head, (client) => serve(client, socket, req));
    },
    async hangUp(withinMs) {
      const leaving = [...server.clients].map(
        (client) => new Promise<void>((resolve) => client.once('close', () => resolve())),
      );
      for (const client of server.clients) client.close(goingAway, 'Restarting: resume with your last cursor');
      const timer = setTimeout(() => server.clients.forEach((client) => client.terminate()), withinMs);
      await Promise.all(leaving);
      clearTimeout(timer);
    },
  };
}
