import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { clientFrame, FrameReader, Opcode } from './frame-reader.js';

/** What a subscriber says once it is connected: nothing to a bare socket. */
export interface Greeting {
  readonly url: URL;
  /** The address to call from; any that the machine chooses unless told. */
  readonly from?: string;
  /** The connection's own introduction, which the server acknowledges. */
  readonly init?: object;
  readonly subscribe?: object;
}

/** Gets every message; the bytes from `start` to `end` are gone when it returns. */
export type OnMessage = (subscriber: Subscriber, bytes: Buffer, start: number, end: number) => void;

/** Read into by all sockets in turn: a buffer for each would be the generator's own load. */
const shared = Buffer.alloc(256 * 1024);
const pong = 0x0a;
const longestGreetingMs = 30_000;

/**
 * One WebSocket, as lean as it can be: the generator shares the processors with the server that it measures. Nothing is
 * parsed, pings are answered, and whoever is told of a message may look at its bytes.
 */
export class Subscriber {
  /** Messages since the last `restart`. */
  seen = 0;
  failure: Error | undefined;
  private readonly reader = new FrameReader();

  private constructor(
    private readonly socket: Socket,
    private onMessage: OnMessage,
  ) {}

  /** Connects, introduces itself and subscribes; from then on messages go to `onMessage`. */
  static async open(greeting: Greeting, onMessage: OnMessage): Promise<Subscriber> {
    const { url, from, init, subscribe } = greeting;
    const connected = Promise.withResolvers<void>();
    const acknowledged = Promise.withResolvers<void>();
    let upgraded = false;
    let answer = '';
    const receive = (size: number): void => {
      const chunk = shared.subarray(0, size);
      if (upgraded) return subscriber.reader.read(chunk, subscriber.onFrame);
      answer += chunk.toString('latin1');
      const end = answer.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!answer.startsWith('HTTP/1.1 101 ')) return connected.reject(new Error(`No WebSocket: ${answer}`));
      upgraded = true;
      connected.resolve();
      const rest = Buffer.from(answer.slice(end + 4), 'latin1');
      if (rest.length > 0) subscriber.reader.read(rest, subscriber.onFrame);
    };
    const socket = connect({
      host: url.hostname,
      port: Number(url.port),
      ...(from !== undefined && { localAddress: from }),
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (size) => {
          receive(size);
          return true;
        },
      },
    });
    const subscriber = new Subscriber(socket, () => acknowledged.resolve());
    const fail = (error: Error): void => {
      subscriber.failure ??= error;
      connected.reject(error);
      acknowledged.reject(error);
    };
    acknowledged.promise.catch(() => undefined);
    socket.on('error', fail);
    socket.on('close', () => fail(new Error('The server closed the connection')));
    const timer = setTimeout(() => fail(new Error('The server does not answer a greeting')), longestGreetingMs);
    try {
      socket.write(upgradeRequest(url, init !== undefined));
      await connected.promise;
      if (init) {
        subscriber.send({ type: 'connection_init', payload: init });
        await acknowledged.promise;
      }
      subscriber.onMessage = onMessage;
      subscriber.restart();
      if (subscribe) subscriber.send({ id: '1', type: 'subscribe', payload: subscribe });
      return subscriber;
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Counts from nothing again. */
  restart(): void {
    this.seen = 0;
  }

  /** Reads nothing more, as a phone in a tunnel. */
  stall(): void {
    this.socket.pause();
  }

  /** Says that it is there without having been asked, so that no heartbeat takes it for lost. */
  insist(): void {
    this.socket.write(clientFrame(pong, Buffer.alloc(0)));
  }

  /** Reads on. */
  wake(): void {
    this.socket.resume();
  }

  close(): void {
    this.failure ??= new Error('Closed');
    this.socket.destroy();
  }

  private readonly onFrame = (opcode: number, bytes: Buffer, start: number, end: number): void => {
    if (opcode === Opcode.TEXT) {
      this.seen += 1;
      this.onMessage(this, bytes, start, end);
    } else if (opcode === Opcode.PING) {
      this.socket.write(clientFrame(pong, bytes.subarray(start, end)));
    } else if (opcode === Opcode.CLOSE) {
      this.failure ??= new Error(`The server closed: ${bytes.toString('utf8', start + 2, end)}`);
    }
  };

  private send(message: object): void {
    this.socket.write(clientFrame(Opcode.TEXT, Buffer.from(JSON.stringify(message))));
  }
}

function upgradeRequest(url: URL, isGraphql: boolean): string {
  const lines = [
    `GET ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(isGraphql ? ['Sec-WebSocket-Protocol: graphql-transport-ws'] : []),
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}
