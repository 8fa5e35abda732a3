import type { Addresses } from '../guard/addresses.js';
import type { Guard } from '../guard/guard.js';
import type { GatewayLimits } from '../guard/limits.js';
import type { Quota } from '../guard/quota.js';
import type { SessionWatch } from '../guard/session-watch.js';
import type { Log } from '../log.js';
import type { Operations } from './operations.js';

/** A socket, as far as it is talked on. */
export interface DirectSocket {
  /** The subprotocol that was agreed on. */
  readonly protocol: string;
  /** Settles when the text has left for the kernel: a stalled reader holds its own streams back. */
  send(text: string): Promise<void>;
  /** Puts a whole frame on its way; false when too much waits to leave. */
  deliver(frame: Buffer): boolean;
  close(code: number, reason: string): void;
}

/** What the protocol works with. */
export interface SocketProtocolParts {
  readonly operations: Operations;
  readonly guard: Guard;
  readonly watch: SessionWatch;
  /** Connections of each account. */
  readonly accounts: Quota;
  readonly addresses: Addresses;
  readonly limits: GatewayLimits;
  readonly log: Log;
}
