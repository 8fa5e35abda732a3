import type { WebSocket } from 'ws';

/** How often each socket is pinged. */
const everyMs = 12_000;
/** Parts of that time; at the end of each another part of the sockets is pinged, so that no moment has them all. */
const parts = 24;

/**
 * Pings sockets, and cuts off those that let the time between two pings pass without an answer. One timer for all of them,
 * which runs while there are any.
 */
export class Heartbeat {
  private readonly rings: readonly Set<WebSocket>[] = Array.from({ length: parts }, () => new Set<WebSocket>());
  /** Those that were pinged and have not answered. */
  private readonly silent = new Set<WebSocket>();
  private size = 0;
  private next = 0;
  private turn = 0;
  private timer: NodeJS.Timeout | undefined;
  /** The same function for all, called on the socket that answers. */
  private readonly heard: (this: WebSocket) => void;

  constructor() {
    const { silent } = this;
    this.heard = function () {
      silent.delete(this);
    };
  }

  /** Minds a socket until `remove`. */
  add(socket: WebSocket): void {
    // Its first ping comes when the others of its ring have theirs.
    this.rings[this.next]?.add(socket);
    this.next = (this.next + 1) % parts;
    this.size += 1;
    socket.on('pong', this.heard);
    this.timer ??= setInterval(() => this.beat(), everyMs / parts).unref();
  }

  remove(socket: WebSocket): void {
    if (!this.rings.some((ring) => ring.delete(socket))) return;
    this.silent.delete(socket);
    this.size -= 1;
    if (this.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** One part of the sockets. */
  beat(): void {
    const ring = this.rings[this.turn];
    this.turn = (this.turn + 1) % parts;
    for (const socket of ring ?? []) {
      if (this.silent.has(socket)) {
        socket.terminate();
      } else {
        this.silent.add(socket);
        socket.ping();
      }
    }
  }
}
