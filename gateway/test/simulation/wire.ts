import type { IncomingMessage } from 'node:http';
import type { SocketConversation } from '../../src/http/socket-conversation.js';
import type { DirectSocket } from '../../src/http/socket.types.js';
import type { SocketProtocol } from '../../src/http/socket-protocol.js';
import { UnreadBytes } from '../../src/http/unread-bytes.js';
import type { PlantedBug } from './planted.js';
import { breakUnread } from './planted-parts.js';
import { Life, type Scheduler } from './scheduler.js';

interface Frame {
  readonly text: string;
  readonly arrived: () => void;
  /** Bytes of it that were written past the socket. */
  readonly direct: number;
}

/** A ping carries the text down, and its pong carries it up. */
interface Ping {
  readonly ping: string;
}

/** What a socket of the client's looks like to graphql-ws. */
export interface ClientEnd {
  readyState: number;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: string }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
}

/** The gateway at the other end. */
export interface WireServer {
  readonly name: string;
  readonly life: Life;
  readonly accepts: boolean;
  readonly protocol: SocketProtocol;
  readonly wires: Set<Wire>;
  readonly bug: PlantedBug | null;
  /** Told of every frame that leaves, and of the token of its connection. */
  sends(to: Life, token: string, text: string): void;
  fault(what: string): void;
}

/** Bytes that a reader may not have read before it counts as stalled. */
const stalledBytes = 400;

const lost = { code: 1006, reason: '' };
const open = 1;
const closed = 3;

/**
 * One connection between a client and a gateway: frames of a direction arrive in their order, when chance lets them. It
 * can stall, and it can be cut: then each end learns of it at a time of its own, and what was on its way is lost.
 */
export class Wire {
  stalled = false;
  private readonly life: Life;
  private readonly toClient: (Frame | Ping)[] = [];
  private readonly toServer: (string | Ping)[] = [];
  private readonly unread: UnreadBytes;
  /** Bytes written past the socket that the client really has not read. */
  private waitingBytes = 0;
  private token = '';
  private conversation: SocketConversation | undefined;

  constructor(
    private readonly scheduler: Scheduler,
    readonly owner: Life,
    readonly node: WireServer,
    private readonly client: ClientEnd,
  ) {
    this.life = new Life(`wire of ${owner.name}`);
    this.unread = breakUnread(new UnreadBytes(stalledBytes), node.bug);
    scheduler.post(this.life, `opens to ${node.name}`, () => this.open());
  }

  get isUp(): boolean {
    return this.life.alive;
  }

  /** A frame from the client. */
  send(text: string): void {
    if (!this.isUp) return;
    this.pushUp(text);
  }

  /** The connection is gone, without a word. */
  cut(): void {
    if (!this.isUp) return;
    this.end(lost);
    this.tellServer();
  }

  /** The client hangs up. */
  closeFromClient(code: number, reason: string): void {
    if (!this.isUp) return;
    this.end({ code, reason });
    this.tellServer();
  }

  resume(): void {
    if (!this.stalled) return;
    this.stalled = false;
    if (this.toClient.length > 0) this.carryToClient();
  }

  private open(): void {
    const { client, node, scheduler } = this;
    if (!node.accepts) return this.end(lost);
    node.wires.add(this);
    const socket: DirectSocket = {
      protocol: 'graphql-transport-ws',
      send: (text) => new Promise<void>((arrived) => this.push({ text, arrived, direct: 0 })),
      deliver: (frame) => !this.isUp || this.deliver(frame),
      close: (code, reason) => this.closeFromServer(code, reason),
    };
    const req = { headers: {}, socket: { remoteAddress: this.owner.name } } as unknown as IncomingMessage;
    this.conversation = node.protocol.opened(socket, req);
    client.readyState = open;
    scheduler.post(this.life, 'is open', () => client.onopen?.());
  }

  private deliver(frame: Buffer): boolean {
    const { node, owner, toClient, toServer, unread } = this;
    if (unread.tooMany) {
      if (owner.alive && toClient.length + toServer.length === 0)
        node.fault(`${owner.name} has read everything, and is cut off`);
      return false;
    }
    this.push({ text: textOf(frame), arrived: () => undefined, direct: frame.length });
    const question = unread.wrote(frame.length);
    if (question !== undefined) this.pushDown({ ping: question });
    this.judgeWaiting();
    return true;
  }

  private push(frame: Frame): void {
    if (!this.isUp) return frame.arrived();
    this.node.sends(this.owner, this.token, frame.text);
    this.waitingBytes += frame.direct;
    this.pushDown(frame);
  }

  private pushDown(what: Frame | Ping): void {
    if (this.toClient.push(what) === 1) this.carryToClient();
  }

  private pushUp(what: string | Ping): void {
    if (this.toServer.push(what) === 1) this.carryToServer();
  }

  private closeFromServer(code: number, reason: string): void {
    if (!this.isUp) return;
    this.scheduler.post(this.life, `is closed with ${code}`, () => {
      this.end({ code, reason });
      this.tellServer();
    });
  }

  private carryToClient(): void {
    if (this.stalled) return;
    this.scheduler.post(this.life, 'carries down', () => {
      if (this.stalled) return;
      const frame = this.toClient.shift();
      if (!frame) return;
      if (this.toClient.length > 0) this.carryToClient();
      if ('ping' in frame) return this.pushUp(frame);
      this.waitingBytes -= frame.direct;
      frame.arrived();
      if (this.owner.alive) this.client.onmessage?.({ data: frame.text });
    });
  }

  private carryToServer(): void {
    this.scheduler.post(this.life, 'carries up', () => {
      const what = this.toServer.shift();
      if (this.toServer.length > 0) this.carryToServer();
      if (typeof what === 'object') return this.hearPong(what);
      this.token = /"authorization":"Bearer ([^"]+)"/.exec(what ?? '')?.[1] ?? this.token;
      if (what !== undefined && this.node.life.alive) this.conversation?.receive(what);
    });
  }

  private hearPong({ ping }: Ping): void {
    this.unread.answered(ping);
    this.judgeWaiting();
  }

  /** What a stalled reader has not read is known to be too much as soon as it is. */
  private judgeWaiting(): void {
    const { node, owner, unread, waitingBytes } = this;
    if (waitingBytes > stalledBytes && !unread.tooMany) node.fault(`${waitingBytes} bytes are kept for ${owner.name}`);
  }

  private end(how: { readonly code: number; readonly reason: string }): void {
    this.life.alive = false;
    this.client.readyState = closed;
    this.scheduler.post(this.owner, `learns of the end ${how.code}`, () => this.client.onclose?.(how));
    for (const frame of this.toClient.splice(0)) if ('arrived' in frame) frame.arrived();
  }

  private tellServer(): void {
    const { node, conversation } = this;
    node.wires.delete(this);
    this.scheduler.post(node.life, 'learns of the end', () => conversation?.closed());
  }
}

/** A WebSocket class that reaches the gateways of the simulated world. */
export function socketsOf(
  scheduler: Scheduler,
  owner: Life,
  nodes: readonly WireServer[],
  onWire: (wire: Wire) => void,
  sends: (text: string) => string,
) {
  return class SimulatedSocket implements ClientEnd {
    static readonly CONNECTING = 0;
    static readonly OPEN = open;
    static readonly CLOSING = 2;
    static readonly CLOSED = closed;
    readyState = 0;
    onopen: ClientEnd['onopen'] = null;
    onmessage: ClientEnd['onmessage'] = null;
    onclose: ClientEnd['onclose'] = null;
    private readonly wire: Wire;

    constructor(_url: string, _protocol: string) {
      this.wire = new Wire(scheduler, owner, scheduler.chance.pick(nodes), this);
      onWire(this.wire);
    }

    addEventListener(): void {
      // Errors are told as the close that follows them.
    }

    send(text: string): void {
      this.wire.send(sends(text));
    }

    close(code = 1000, reason = ''): void {
      this.wire.closeFromClient(code, reason);
    }
  };
}

/** The text in a frame of a server: its head has 2, 4 or 10 bytes. */
function textOf(frame: Buffer): string {
  const length = frame[1] ?? 0;
  return frame.toString('utf8', length < 126 ? 2 : length === 126 ? 4 : 10);
}
