import { systemClock } from '@lianxin/calendar';
import { assertMigrated } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { LocalFeed, type Relay, type RelayOptions, startRelay } from '@lianxin/events';
import { httpTransport } from '@lianxin/federation-engine';
import { createGateway, gatewayModules, type GatewayRequest, type GatewaySubgraph, type Log } from '@lianxin/gateway';
import { projectsSchema } from '@lianxin/projects';
import { representativesSchema } from '@lianxin/representatives';
import { stationsSchema } from '@lianxin/stations';
import { type Subgraph, serveSubgraph, signRequest } from '@lianxin/subgraph-kit';
import { suggestionsSchema } from '@lianxin/suggestions';
import type { Environment } from '../env.js';
import { type Part, partPorts, type SubgraphName, subgraphNames } from '../parts.js';
import { brokerOf } from '../platform/broker.js';
import { backlogSchemas } from '../platform/consumers.js';
import { databaseUrls, type UrlFor } from '../platform/database-urls.js';
import { type Keys, keysOf } from '../platform/keys.js';
import { openSubgraph } from '../platform/open-subgraphs.js';
import { trustedDocuments } from '../platform/trusted-documents.js';
import { eventSources, schemaModules } from '../platform/schema-modules.js';

/** A part that runs. The relay listens nowhere. */
export interface ServedPart extends AsyncDisposable {
  readonly url?: string;
}

const subgraphTimeoutMs = 10_000;

const schemas = {
  representatives: representativesSchema,
  stations: stationsSchema,
  suggestions: suggestionsSchema,
  projects: projectsSchema,
} as const;

/** A subgraph behind HTTP as a member of the graph; every call is signed for it and for its exact body. */
function remoteSubgraph(name: SubgraphName, url: string, keys: Keys): GatewaySubgraph & { close(): Promise<void> } {
  const transport = httpTransport<GatewayRequest>({
    url,
    timeoutMs: subgraphTimeoutMs,
    headers: (request, body) => signRequest(keys.gatewaySignature, name, request, body, Date.now()),
  });
  return { name, sdl: schemas[name]().sdl, transport, close: () => transport.close() };
}

/** Any number may run; one of them leads. */
function startPlatformRelay(
  environment: Environment,
  urlFor: UrlFor,
  keys: Keys,
  log: Log,
  feed?: RelayOptions['feed'],
): Promise<Relay> {
  return startRelay({
    url: urlFor('events'),
    sources: eventSources,
    nats: brokerOf(environment, keys),
    feed,
    onError: (cause) => log.error('relay.failed', { cause }),
    logger: { info: (message) => log.info('relay.leads', { message }) },
  });
}

async function serveRelay(environment: Environment, urlFor: UrlFor, keys: Keys, log: Log): Promise<ServedPart> {
  const relay = await startPlatformRelay(environment, urlFor, keys, log);
  return { [Symbol.asyncDispose]: () => relay.stop() };
}

async function serveGateway(environment: Environment, urlFor: UrlFor, keys: Keys, log: Log): Promise<ServedPart> {
  const documents = trustedDocuments(environment);
  await using opened = new AsyncDisposableStack();
  // Every gateway stands by as relay, also where there is one of its own.
  const feed = new LocalFeed();
  const relay = await startPlatformRelay(environment, urlFor, keys, log, feed);
  opened.defer(() => relay.stop());
  const subgraphs = subgraphNames.map((name) => remoteSubgraph(name, environment.subgraphUrls[name], keys));
  for (const subgraph of subgraphs) opened.defer(() => subgraph.close());
  const gateway = await createGateway({
    subgraphs,
    identity: { databaseUrl: urlFor('identity') },
    dutyIndex: { databaseUrl: urlFor('duty_index') },
    dutySchemes: { databaseUrl: urlFor('duty_schemes') },
    webhooks: {
      databaseUrl: urlFor('webhooks'),
      secretsKey: keys.webhookSecrets,
      networks: environment.webhookNetworks,
    },
    notifications: {
      databaseUrl: urlFor('notifications'),
      addressKey: keys.mailAddresses,
      mail: environment.mail,
    },
    logUrl: urlFor('events'),
    nats: brokerOf(environment, keys),
    feed,
    backlog: backlogSchemas,
    clock: systemClock,
    keys,
    origins: environment.origins,
    trustedProxies: environment.trustedProxies,
    documents,
    log,
  });
  opened.defer(() => gateway.close());
  const { host, port } = environment;
  const listening = await gateway.listen({ port, host });
  const running = opened.move();
  return { url: `http://${host}:${listening.port}/graphql`, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

async function serveOne(
  name: SubgraphName,
  environment: Environment,
  urlFor: UrlFor,
  keys: Keys,
  log: Log,
): Promise<ServedPart> {
  await using opened = new AsyncDisposableStack();
  const onError = (cause: unknown, requestId: string | null = null): void =>
    log.error('subgraph.failed', { subgraph: name, requestId, cause });
  const subgraph: Subgraph = await openSubgraph(name, { urlFor, clock: systemClock, keys, onError });
  opened.defer(() => subgraph.stop());
  await subgraph.start();
  const { host, port } = environment;
  const served = await serveSubgraph(subgraph, {
    port,
    host,
    signatureKey: keys.gatewaySignature,
    now: () => new Date(),
    onError,
  });
  opened.defer(() => served.close());
  const running = opened.move();
  return { url: `http://${host}:${served.port}/graphql`, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/**
 * Serves one part over an outside PostgreSQL that `lianxin migrate` has prepared.
 * @throws AppError BAD_CONFIGURATION without DATABASE_URL and LIANXIN_SECRET, SCHEMA_OLDER, SCHEMA_NEWER, PORT_IN_USE
 */
export async function serve(part: Part, given: Environment, log: Log): Promise<ServedPart> {
  const { databaseUrl, secret } = given;
  if (databaseUrl === undefined || secret === undefined) {
    throw new AppError('BAD_CONFIGURATION', { reason: 'DATABASE_URL, LIANXIN_SECRET' });
  }
  const environment = given.isPortGiven || part === 'relay' ? given : { ...given, port: partPorts[part] };
  const keys = keysOf(secret);
  const urlFor = databaseUrls(databaseUrl, keys);
  // Asked as the administrator: before the first migration there is no role to ask as.
  const own = schemasOf(part);
  await assertMigrated({ url: databaseUrl, modules: schemaModules.filter(({ name }) => own.includes(name)) });
  const served = await serverOf(part)(environment, urlFor, keys, log);
  log.info('part.serving', { part, ...(served.url !== undefined && { url: served.url }) });
  return served;
}

type Serve = (environment: Environment, urlFor: UrlFor, keys: Keys, log: Log) => Promise<ServedPart>;

function serverOf(part: Part): Serve {
  if (part === 'gateway') return serveGateway;
  if (part === 'relay') return serveRelay;
  return (...parts) => serveOne(part, ...parts);
}

/** The schemas that a part works on. */
function schemasOf(part: Part): readonly string[] {
  if (part === 'gateway') return gatewayModules.map(({ name }) => name);
  return [part === 'relay' ? 'events' : part];
}
