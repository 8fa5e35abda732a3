import type { Clock } from '@lianxin/calendar';
import { AppError } from '@lianxin/errors';
import type { Backlog, TailCounts } from '@lianxin/events';
import { type Engine, writeResult } from '@lianxin/federation-engine';
import { Documents } from '../documents/documents.js';
import type { GatewayOptions, ListenOptions } from '../gateway.types.js';
import type { AccessTokens } from '../guard/access-token.js';
import type { GatewayRequest } from '../guard/gateway-request.js';
import type { Addresses } from '../guard/addresses.js';
import { createGuard } from '../guard/guard.js';
import type { GatewayLimits } from '../guard/limits.js';
import { Quota } from '../guard/quota.js';
import type { Revocations } from '../guard/revocations.js';
import type { SessionWatch } from '../guard/session-watch.js';
import type { Health } from '../health.js';
import { FanOut } from '../live/fan-out/fan-out.js';
import type { LiveHub } from '../live/live-hub.js';
import type { Log } from '../log.js';
import { createMetrics } from '../metrics.js';
import { answerResult } from './answer-errors.js';
import { graphqlFace } from './graphql-face.js';
import { Operations } from './operations.js';
import { createHttpServer } from './server.js';
import { createSocketFace, type SocketFace } from './socket-face.js';
import { socketProtocol } from './socket-protocol.js';
import { createSseFace } from './sse-face.js';
import { staticFiles } from './static-files.js';

/** What the faces of a gateway show and need. */
export interface FacesParts {
  readonly engine: Engine<GatewayRequest>;
  readonly documents: NonNullable<GatewayOptions['documents']>;
  readonly limits: GatewayLimits;
  readonly watch: SessionWatch;
  readonly tokens: AccessTokens;
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly health: () => Promise<Health>;
  readonly log: Log;
  readonly origins: readonly string[];
  readonly addresses: Addresses;
  readonly graphiqlDir: string;
  readonly hub: LiveHub;
  readonly logLag: () => Promise<number>;
  readonly tail: () => TailCounts;
  readonly backlog?: (() => Promise<Backlog>) | undefined;
}

/** The ways in: HTTP, SSE and WebSocket on one port, over one guard and one engine. */
export interface Faces {
  listen(options: ListenOptions): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}

/** Puts the faces together. */
export function createFaces(parts: FacesParts): Faces {
  const { engine, limits, watch, log, origins } = parts;
  const guard = createGuard(parts.tokens, parts.revocations, parts.clock);
  // The gauge reads the sockets' number, the sockets need the operations, the operations count in the metrics.
  const opened: { sockets?: SocketFace } = {};
  const fanOut = new FanOut({
    engine,
    hub: parts.hub,
    write: (result, request) => {
      const { data, errors } = answerResult(result, request, log);
      return writeResult(data, errors);
    },
    log,
  });
  const metrics = createMetrics({
    subscribers: () => fanOut.subscribers,
    liveGroups: () => fanOut.size,
    logLag: parts.logLag,
    tail: parts.tail,
    backlog: parts.backlog,
    sockets: () => opened.sockets?.size ?? 0,
  });
  const documents = new Documents({ ...parts.documents, engine, limits, log });
  const operations = new Operations({ engine, fanOut, documents, limits, watch, metrics, log });
  const accounts = new Quota(limits.connectionsPerAccount);
  const shared = { accounts, addresses: parts.addresses, limits };
  const protocol = socketProtocol({ ...shared, operations, guard, watch, log });
  const sockets = createSocketFace({ ...shared, protocol, origins, log });
  opened.sockets = sockets;
  const sse = createSseFace({ ...shared, operations });
  const server = createHttpServer({
    routes: {
      graphql: graphqlFace({ guard, addresses: parts.addresses, limits, operations, sse }),
      graphiql: staticFiles(parts.graphiqlDir),
      health: parts.health,
      metrics,
    },
    sockets,
    sse,
    addresses: parts.addresses,
    limits,
    log,
  });
  return {
    listen: (options) => server.listen(options),
    async close() {
      await server.close();
      operations.endStreams(new AppError('UNAVAILABLE'));
      metrics.stop();
    },
  };
}
