import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { GatewayLimits } from '../guard/limits.js';
import type { DirectSocket } from './socket.types.js';
import { UnreadBytes } from './unread-bytes.js';

const minuteMs = 60_000;

/** A WebSocket of ws with the connection under it. */
export class SocketLink implements DirectSocket {
  private windowStart = performance.now();
  private messages = 0;
  private readonly unread: UnreadBytes;

  constructor(
    private readonly socket: WebSocket,
    private readonly connection: Duplex,
    private readonly limits: GatewayLimits,
  ) {
    const unread = (this.unread = new UnreadBytes(limits.unreadBytes));
    socket.on('pong', (content: Buffer) => unread.answered(content.toString('latin1')));
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  send(text: string): Promise<void> {
    const { socket } = this;
    return new Promise((resolve) => {
      if (socket.readyState !== socket.OPEN) resolve();
      else socket.send(text, () => resolve());
    });
  }

  deliver(frame: Buffer): boolean {
    const { connection, limits, socket, unread } = this;
    if (connection.writableLength > limits.socketBytes || unread.tooMany) return false;
    if (socket.readyState !== socket.OPEN) return true;
    // Between two frames of ws, which writes each of its own in one turn: without compression it queues nothing.
    connection.write(frame);
    const question = unread.wrote(frame.length);
    if (question !== undefined) socket.ping(question);
    return true;
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Counts a message of the other end; false when it is one too many for the minute. */
  isWithinRate(): boolean {
    const now = performance.now();
    if (now - this.windowStart >= minuteMs) {
      this.windowStart = now;
      this.messages = 0;
    }
    this.messages += 1;
    return this.messages <= this.limits.messagesPerMinute;
  }
}
