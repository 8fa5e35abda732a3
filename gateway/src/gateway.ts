import { fileURLToPath } from 'node:url';
import type { SchemaModule } from '@lianxin/database';
import { createEngine } from '@lianxin/federation-engine';
import { TrustedDocuments } from './documents/trusted-documents.js';
import type { Gateway, GatewayOptions, GatewaySubgraph } from './gateway.types.js';
import { addresses } from './guard/addresses.js';
import { type AccessTokens, accessTokens } from './guard/access-token.js';
import { accessOf } from './guard/access.js';
import { budgetOf } from './guard/budgets.js';
import { callerOf, type GatewayRequest } from './guard/gateway-request.js';
import { defaultGatewayLimits, type GatewayLimits } from './guard/limits.js';
import { Revocations } from './guard/revocations.js';
import { SessionWatch } from './guard/session-watch.js';
import { healthOf } from './health.js';
import { createFaces } from './http/faces.js';
import { answers, joinMembers, localMember } from './join-members.js';
import { followLog, type LogFollower } from './live/follow-log.js';
import type { LiveParts } from './live/live.context.js';
import { liveSchema } from './live/live.schema.js';
import { type Visibility, visibilityThrough } from './live/visibility.js';
import { type Log, silentLog } from './log.js';
import { dutyIndexModule } from './modules/duty-index/duty-index.module.js';
import { createDutyIndexSubgraph, type DutyIndexSubgraph } from './modules/duty-index/duty-index.subgraph.js';
import { dutySchemesModule } from './modules/duty-schemes/duty-schemes.subgraph.js';
import type { CostMeasure } from './modules/operation-cost/operation-cost.context.js';
import { operationCostSchema } from './modules/operation-cost/operation-cost.schema.js';
import { createIdentitySubgraph, identityModule, type IdentitySubgraph } from './modules/identity/identity.subgraph.js';
import { openModules, type RunningModules } from './modules/open-modules.js';
import { notificationsModule } from './modules/notifications/notifications.subgraph.js';
import { webhooksModule } from './modules/webhooks/webhooks.subgraph.js';

/** Schemas that the gateway owns, for `migrate`. */
export const gatewayModules: readonly SchemaModule[] = [
  identityModule,
  dutyIndexModule,
  dutySchemesModule,
  webhooksModule,
  notificationsModule,
];

const builtGraphiql = fileURLToPath(new URL('./graphiql/', import.meta.url));
const shortestKey = 32;

interface Running {
  readonly limits: GatewayLimits;
  readonly log: Log;
  readonly tokens: AccessTokens;
  readonly revocations: Revocations;
  readonly follower: LogFollower;
  readonly identity: IdentitySubgraph;
  readonly modules: RunningModules;
  readonly dutyIndex: DutyIndexSubgraph;
}

/**
 * Starts a gateway: its modules join the given subgraphs in one supergraph, which one engine serves to every face.
 * @throws AppError BAD_CONFIGURATION when the graph does not compose or cannot be planned over, DATABASE_UNREACHABLE
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { clock, keys, log = silentLog } = options;
  if (keys.token.length < shortestKey) throw new RangeError(`The token key has at least ${shortestKey} bytes`);
  const limits: GatewayLimits = { ...defaultGatewayLimits, ...options.limits };
  const tokens = accessTokens(keys.token);
  const revocations = new Revocations(clock);
  await using opened = new AsyncDisposableStack();

  // The tail first: a session that ends while the list is being loaded is heard of by one of the two.
  const follower = await followLog({
    logUrl: options.logUrl,
    nats: options.nats,
    feed: options.feed,
    queueBound: limits.streamQueue,
    revocations,
    log,
  });
  opened.defer(() => follower.stop());
  const identity = await createIdentitySubgraph({
    databaseUrl: options.identity.databaseUrl,
    clock,
    tokens,
    revocations,
    passwordChecks: limits.passwordChecks,
    passwordQueue: limits.passwordQueue,
  });
  opened.defer(() => identity.stop());
  await identity.start();
  const modules = opened.use(await openModules(options, { clock, log, visible: visibilityOf(options) }));
  const dutyIndex = await createDutyIndexSubgraph({
    databaseUrl: options.dutyIndex.databaseUrl,
    logUrl: options.logUrl,
    clock,
    onError: (cause) => log.error('duty_index.failed', { cause }),
  });
  opened.defer(() => dutyIndex.stop());
  await dutyIndex.start();

  const gateway = assemble(options, { limits, log, tokens, revocations, follower, identity, dutyIndex, modules });
  opened.defer(() => gateway.close());
  await gateway.engine.ready();
  const started = opened.move();
  let closing: Promise<void> | undefined;
  return { ...gateway, close: () => (closing ??= started.disposeAsync()) };
}

function assemble(options: GatewayOptions, running: Running): Gateway {
  const { limits, log, tokens, revocations, follower, identity, dutyIndex, modules } = running;
  const { backlog } = options;
  const costs: CostMeasure = {
    // Asked of the engine below: the module that counts costs is a member of the graph that the engine is made of.
    measure: ({ document, operationName, variables }) =>
      engine.measure(engine.prepare(document, operationName ?? undefined), variables),
    budgetOf: ({ principal }) => budgetOf(limits.budgets, principal),
  };
  const members: readonly GatewaySubgraph[] = [...options.subgraphs, ...modulesOf(options, running, costs)];
  const { supergraphSdl, transports } = joinMembers(members);
  const engine = createEngine<GatewayRequest>({
    supergraphSdl,
    transports,
    limits,
    budgetOf: (request) => costs.budgetOf(request),
    accessOf: ({ principal }) => accessOf(principal),
    callerOf,
    onFault: ({ subgraph, code, cause, context }) => {
      log.warn('subgraph.fault', { subgraph, code, requestId: context.requestId, cause });
    },
  });
  const watch = new SessionWatch(revocations);
  const health = healthOf([
    { name: 'database', check: async () => (await identity.db.queryText('select 1')).length === 1 },
    { name: 'log', check: () => follower.follows() },
    ...options.subgraphs.map((member) => ({ name: member.name, check: () => answers(member) })),
  ]);
  const faces = createFaces({
    engine,
    documents: options.documents ?? { trusted: new TrustedDocuments({}), mode: 'off' },
    limits,
    watch,
    tokens,
    revocations,
    health,
    log,
    clock: options.clock,
    origins: (options.origins ?? []).map((origin) => origin.toLowerCase()),
    addresses: addresses(options.trustedProxies ?? []),
    graphiqlDir: options.graphiqlDir ?? builtGraphiql,
    hub: follower.hub,
    logLag: () => follower.lag(),
    tail: () => follower.counts(),
    ...(backlog && { backlog: () => follower.backlog(backlog) }),
  });
  return {
    engine,
    supergraphSdl,
    identity: identity.useCases,
    dutySchemes: modules.dutySchemes?.parts ?? null,
    webhooks: modules.webhooks,
    notifications: modules.notifications,
    async catchUp() {
      const { dutySchemes, webhooks, notifications } = modules;
      const others = [dutyIndex.catchUp(), webhooks?.catchUp(), notifications?.catchUp()];
      const [isTold = false] = await Promise.all([dutySchemes?.catchUp(), ...others]);
      return isTold;
    },
    listen: (listen) => faces.listen(listen),
    async close() {
      await faces.close();
      watch.stop();
      engine.close();
    },
  };
}

/** Who may see which suggestion: asked of the subgraph that owns them. */
const visibilityOf = ({ subgraphs }: GatewayOptions): Visibility =>
  visibilityThrough(subgraphs.find(({ name }) => name === 'suggestions')?.transport);

/** The gateway's own modules: members of the graph like any other, in process. */
function modulesOf(
  options: GatewayOptions,
  { follower, identity, dutyIndex, modules, log }: Running,
  costs: CostMeasure,
): GatewaySubgraph[] {
  const live: LiveParts = {
    hub: follower.hub,
    log: follower.log,
    visible: visibilityOf(options),
    visibleIndexes: (sight, ids) => dutyIndex.inSight(sight, ids),
  };
  return [
    localMember('identity', identity, (request) => identity.createContext(request), log),
    localMember('live', liveSchema(), (request) => ({ request, live }), log),
    localMember('duty-index', dutyIndex, (request) => dutyIndex.createContext(request), log),
    localMember('operation-cost', operationCostSchema(), (request) => ({ request, costs }), log),
    ...modules.subgraphs.map((each) => localMember(each.name, each, (request) => each.createContext(request), log)),
  ];
}
