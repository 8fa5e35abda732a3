import type { Socket } from 'node:net';
import { buildConnector, Client, type Dispatcher } from 'undici';

/** How a pool of connections is used. */
export interface LaneOptions {
  /** Connections at most. */
  readonly connections: number;
  /** Requests under way at most on a connection that is shared. */
  readonly pipelining: number;
}

/** A connection, and how many requests are under way on it. */
export interface Lane {
  readonly client: Client;
  underWay: number;
  /** Reserved for a request that may hold up those behind it. */
  isAlone: boolean;
  /** Undefined until there is a connection. */
  socket: Socket | undefined;
  /** Whether what is written waits for the end of this turn of the event loop. */
  isHeld: boolean;
}

/** How long the requests of one document take: a moving average in milliseconds; undefined before the first answer. */
export interface Pace {
  averageMs: number | undefined;
}

/** What takes less than this is quick, whatever the others take. */
const quickMs = 10;
/** So many times longer than the usual request is slow. */
const slowFactor = 4;
/** Weight of the newest answer in an average. */
const newest = 0.1;

/**
 * Connections to one server. HTTP/1.1 lets requests follow each other without waiting, and most of the cost of a small
 * request is the system call that sends it; but answers come in the order of the requests, so a slow one holds up those
 * behind it. So quick requests share one connection while it has room, and whatever is known to be slow, was never seen before, or must
 * not be sent twice has one to itself while there is one to be had. (Measured on the federated query of the engine
 * benchmark: two shared connections cost the gateway half the processor time of one connection for each request, a single
 * one some 6 % less than two.)
 */
export class HttpLanes {
  private readonly lanes: Lane[] = [];
  private readonly usual: Pace = { averageMs: undefined };

  constructor(
    private readonly origin: string,
    private readonly options: LaneOptions,
  ) {}

  /** Takes a place on a connection; give it back with {@link leave}. */
  enter(pace: Pace | undefined): Lane {
    const isAlone = pace === undefined || this.isSlow(pace);
    const lane = (isAlone ? this.free() : this.shared()) ?? this.leastBusy();
    lane.underWay += 1;
    lane.isAlone = isAlone && lane.underWay === 1;
    return lane;
  }

  leave(lane: Lane): void {
    lane.underWay -= 1;
    if (lane.underWay === 0) lane.isAlone = false;
  }

  /** Remembers how long an answer took. */
  learn(pace: Pace, tookMs: number): void {
    for (const known of [pace, this.usual]) {
      known.averageMs = known.averageMs === undefined ? tookMs : known.averageMs + newest * (tookMs - known.averageMs);
    }
  }

  /** Ends when what is under way has ended. */
  async close(): Promise<void> {
    await Promise.all(this.lanes.map(({ client }) => client.close()));
  }

  private isSlow({ averageMs }: Pace): boolean {
    if (averageMs === undefined) return true;
    return averageMs > Math.max(quickMs, slowFactor * (this.usual.averageMs ?? 0));
  }

  /** The first of the shared connections that has room: the fewer are used, the more requests leave in one packet. */
  private shared(): Lane | undefined {
    const { pipelining } = this.options;
    return this.lanes.find(({ isAlone, underWay }) => !isAlone && underWay < pipelining) ?? this.open();
  }

  private free(): Lane | undefined {
    // From the end: the shared ones stand at the beginning.
    for (let i = this.lanes.length - 1; i >= 0; i--) if (this.lanes[i]!.underWay === 0) return this.lanes[i];
    return this.open();
  }

  private open(): Lane | undefined {
    const { connections, pipelining } = this.options;
    if (this.lanes.length >= connections) return undefined;
    // The time of a request is kept by its exchange; undici's clocks for the parts would be two more.
    const client = new Client(this.origin, {
      pipelining,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: (options, connected) =>
        connectTo(options, (...[error, socket]) => {
          lane.socket = socket ?? undefined;
          if (error) connected(error, null);
          else connected(null, socket);
        }),
    });
    const lane: Lane = { client, underWay: 0, isAlone: false, socket: undefined, isHeld: false };
    this.lanes.push(lane);
    return lane;
  }

  private leastBusy(): Lane {
    return this.lanes.reduce((best, lane) => (lane.underWay < best.underWay ? lane : best));
  }
}

const connectTo = buildConnector({});

/**
 * Lets the requests that go out in this turn of the event loop leave in one packet: for small ones, the system call costs
 * more than all the rest.
 */
function hold(lane: Lane): void {
  const { socket } = lane;
  if (!socket || lane.isHeld) return;
  lane.isHeld = true;
  socket.cork();
  setImmediate(() => {
    lane.isHeld = false;
    socket.uncork();
  });
}

/** Sends a request on a connection. One that may be sent twice may follow others, and is sent again if they break it. */
export function send(
  lane: Lane,
  request: { readonly path: string; readonly headers: Record<string, string>; readonly body: string },
  isRepeatable: boolean,
  handler: Dispatcher.DispatchHandler,
): void {
  if (isRepeatable) hold(lane);
  lane.client.dispatch({ ...request, method: 'POST', idempotent: isRepeatable, blocking: !isRepeatable }, handler);
}
