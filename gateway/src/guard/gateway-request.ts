import type { RequestContext } from '@lianxin/subgraph-kit';
import type { Seat } from '../live/seat.js';

/** The session behind a signed-in request, as its access token tells it. */
export interface TokenSession {
  /** Instant from which the token is worthless. */
  readonly expiresAt: Date;
  /** Edition of the account's grants that the token was made from. */
  readonly grantsVersion: number;
}

/**
 * The gateway's own view of a request. Local subgraphs get this very object; subgraphs behind HTTP get the signed part
 * of it that `RequestContext` names.
 */
export interface GatewayRequest extends RequestContext {
  /** Null for an anonymous request. */
  readonly session: TokenSession | null;
  /** Network address that the request came from: the caller's, or that of a proxy in between. */
  readonly address?: string;
  /** For whom it is: the work of one caller waits for itself. */
  readonly caller?: object;
  /** Aborted when the caller has gone or its session has ended. */
  readonly signal?: AbortSignal;
  /** How its stream takes part in the fan-out of live events; a stream without one stays on its own. */
  readonly seat?: Seat;
}

/** Whom work in turns is done for; all that comes from within is one. */
export function callerOf({ caller }: GatewayRequest): object | undefined {
  return caller;
}
