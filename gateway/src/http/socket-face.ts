import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Addresses } from '../guard/addresses.js';
import { isOriginAllowed } from '../guard/cross-site.js';
import type { GatewayLimits } from '../guard/limits.js';
import { Quota } from '../guard/quota.js';
import type { Log } from '../log.js';
import { type SocketProtocol, tooMany } from './socket-protocol.js';

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
const pingMs = 12_000;
const minuteMs = 60_000;

/** Refuses an upgrade with a plain HTTP answer. */
export function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Counts the messages of one socket by the minute. */
function messageMeter(perMinute: number): () => boolean {
  let windowStart = performance.now();
  let messages = 0;
  return () => {
    const now = performance.now();
    if (now - windowStart >= minuteMs) {
      windowStart = now;
      messages = 0;
    }
    messages += 1;
    return messages <= perMinute;
  };
}

/** Pings a socket and cuts it off when two intervals pass without an answer. Returns the function that ends it. */
function keepAlive(socket: WebSocket): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingMs).unref();
  return () => clearInterval(timer);
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

  const serve = (socket: WebSocket, connection: Duplex, req: IncomingMessage): void => {
    const withinRate = messageMeter(limits.messagesPerMinute);
    const stopPinging = keepAlive(socket);
    let receive: (text: string) => Promise<void> = async () => undefined;
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        // Settles when the bytes have left for the kernel: a stalled reader holds its own streams back.
        send: (text) =>
          new Promise<void>((resolve) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(text, () => resolve());
          }),
        deliver(frame) {
          if (connection.writableLength > limits.socketBytes) return false;
          // Between two frames of ws, which writes each of its own in one turn: without compression it queues nothing.
          if (socket.readyState === socket.OPEN) connection.write(frame);
          return true;
        },
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) => (receive = listener),
      },
      req,
    );
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary || !withinRate())
        return socket.close(isBinary ? 1003 : tooMany, isBinary ? 'Text only' : 'Too many messages');
      receive(data.toString('utf8')).catch((cause: unknown) => {
        log.error('socket.message_failed', { cause });
        socket.close(1011, 'Internal error');
      });
    });
    // Broken frames and lost connections: ws closes the socket itself.
    socket.on('error', (cause) => log.info('socket.broken', { reason: cause.message }));
    socket.once('close', (code, reason) => {
      stopPinging();
      void closed(code, reason.toString('utf8'));
    });
  };

  return {
    get size() {
      return server.clients.size;
    },
    upgrade(req, socket, head) {
      if (!isOriginAllowed(req.headers, origins)) return refuseUpgrade(socket, 403);
      const release = perAddress.take(addresses.holderBehind(req));
      if (!release) return refuseUpgrade(socket, 429);
      socket.once('close', release);
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
