import { defaultLimits, type EngineLimits } from '@lianxin/federation-engine';
import { type Budgets, defaultBudgets } from './budgets.js';

/**
 * Everything that a client can make big, in one list for HTTP, WebSocket and SSE. What bounds a document is the engine's
 * (size, tokens, nesting, depth, aliases, root fields, selections) and applies wherever the document came from.
 */
export interface GatewayLimits extends EngineLimits {
  /** What one operation may cost. */
  readonly budgets: Budgets;
  /** Bytes of an HTTP request's body. */
  readonly bodyBytes: number;
  /** Bytes of one WebSocket message. */
  readonly frameBytes: number;
  /** Operations that one WebSocket may have open at a time. */
  readonly subscriptionsPerSocket: number;
  /** Queries and mutations of one caller that run at a time; others of the same caller wait. */
  readonly operationsAtOnce: number;
  /** Messages that one WebSocket may send in a minute. */
  readonly messagesPerMinute: number;
  /** TCP connections in all. */
  readonly connections: number;
  /** Connections of one network address; this machine and trusted proxies are not counted, the callers behind them are. */
  readonly connectionsPerAddress: number;
  /** WebSockets and event streams that one account may have open. */
  readonly connectionsPerAccount: number;
  /** Streams of one account on all its connections. */
  readonly streamsPerAccount: number;
  /** Streams (WebSocket subscriptions and SSE) in all. */
  readonly streams: number;
  /** Events that wait for one subscriber before it is told to resume from its cursor. */
  readonly streamQueue: number;
  /** Bytes of live events that may wait for one reader before it is told to resume from its cursor. */
  readonly socketBytes: number;
  /** Bytes of live events that the reader of a WebSocket may not have read before it is told the same. */
  readonly unreadBytes: number;
  /** Milliseconds in which a WebSocket must introduce itself. */
  readonly connectionInitMs: number;
  /** Milliseconds in which a request's headers and body must have arrived. */
  readonly requestMs: number;
  /** Documents registered by hash that are kept, and the bytes they may take. */
  readonly persistedDocuments: number;
  readonly persistedBytes: number;
  /** Password checks at the same time; each holds 19 MiB and a thread. */
  readonly passwordChecks: number;
  /** Sign-ins that may wait for a password check. */
  readonly passwordQueue: number;
}

/** The limits of a gateway that was given none. */
export const defaultGatewayLimits: GatewayLimits = {
  ...defaultLimits,
  budgets: defaultBudgets,
  bodyBytes: 256 * 1024,
  frameBytes: 64 * 1024,
  subscriptionsPerSocket: 100,
  operationsAtOnce: 3,
  messagesPerMinute: 100,
  connections: 10_000,
  connectionsPerAddress: 2_000,
  connectionsPerAccount: 100,
  streamsPerAccount: 1_000,
  streams: 20_000,
  streamQueue: 256,
  socketBytes: 32 * 1024,
  unreadBytes: 512 * 1024,
  connectionInitMs: 3_000,
  requestMs: 30_000,
  persistedDocuments: 1_000,
  persistedBytes: 16 * 1024 * 1024,
  passwordChecks: 4,
  passwordQueue: 64,
};
