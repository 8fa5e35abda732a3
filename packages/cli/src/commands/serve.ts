import { systemClock } from '@lianxin/calendar';
import { assertMigrated } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { startRelay } from '@lianxin/events';
import { httpTransport } from '@lianxin/federation-engine';
import { createGateway, gatewayModules, type GatewayRequest, type GatewaySubgraph, type Log } from '@lianxin/gateway';
import { projectsSchema } from '@lianxin/projects';
import { representativesSchema } from '@lianxin/representatives';
import { stationsSchema } from '@lianxin/stations';
import { type Subgraph, serveSubgraph, signRequest } from '@lianxin/subgraph-kit';
import { suggestionsSchema } from '@lianxin/suggestions';
import { type Environment, type Part, partPorts, type SubgraphName, subgraphNames } from '../env.js';
import { backlogSchemas } from '../platform/consumers.js';
import { databaseUrls, type UrlFor } from '../platform/database-urls.js';
import { type Keys, keysOf } from '../platform/keys.js';
import { openSubgraph } from '../platform/open-subgraphs.js';
import { trustedDocuments } from '../platform/trusted-documents.js';
import { eventSources, schemaModules } from '../platform/schema-modules.js';

/** A part that runs. */
export interface ServedPart extends AsyncDisposable {
  readonly url: string;
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

async function serveGateway(environment: Environment, urlFor: UrlFor, keys: Keys, log: Log): Promise<ServedPart> {
  const documents = trustedDocuments(environment);
  await using opened = new AsyncDisposableStack();
  // Every gateway stands by as relay; one of them leads.
  const relay = await startRelay({
    url: urlFor('events'),
    sources: eventSources,
    onError: (cause) => log.error('relay.failed', { cause }),
  });
  opened.defer(() => relay.stop());
  const subgraphs = subgraphNames.map((name) => remoteSubgraph(name, environment.subgraphUrls[name], keys));
  for (const subgraph of subgraphs) opened.defer(() => subgraph.close());
  const gateway = await createGateway({
    subgraphs,
    identity: { databaseUrl: urlFor('identity') },
    dutyIndex: { databaseUrl: urlFor('duty_index') },
    logUrl: urlFor('events'),
    backlog: backlogSchemas,
    clock: systemClock,
    keys,
    origins: environment.origins,
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
  const environment = given.isPortGiven ? given : { ...given, port: partPorts[part] };
  const keys = keysOf(secret);
  const urlFor = databaseUrls(databaseUrl, keys);
  const own = part === 'gateway' ? gatewayModules.map(({ name }) => name) : [part];
  // Asked as the administrator: before the first migration there is no role to ask as.
  await assertMigrated({ url: databaseUrl, modules: schemaModules.filter(({ name }) => own.includes(name)) });
  const serving =
    part === 'gateway' ? serveGateway(environment, urlFor, keys, log) : serveOne(part, environment, urlFor, keys, log);
  const served = await serving;
  log.info('part.serving', { part, url: served.url });
  return served;
}
