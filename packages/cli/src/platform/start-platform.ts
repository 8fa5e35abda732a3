import { type Clock, systemClock } from '@lianxin/calendar';
import { LocalFeed, type NatsOptions, type Relay, startRelay } from '@lianxin/events';
import {
  createGateway,
  type Gateway,
  type GatewayOptions,
  type GatewaySubgraph,
  localMember,
  type Log,
  type MailOptions,
} from '@lianxin/gateway';
import type { Subgraph } from '@lianxin/subgraph-kit';
import { subgraphNames } from '../parts.js';
import { backlogSchemas } from './consumers.js';
import { type UrlFor, databaseUrls } from './database-urls.js';
import type { Keys } from './keys.js';
import { openSubgraph, type Subgraphs } from './open-subgraphs.js';
import { migratePlatform } from './migrate-platform.js';
import { eventSources } from './schema-modules.js';

/** What the whole platform in one process runs on. */
export interface PlatformOptions {
  readonly adminUrl: string;
  readonly keys: Keys;
  readonly log: Log;
  readonly nats?: NatsOptions | undefined;
  readonly clock?: Clock;
  readonly origins?: readonly string[];
  readonly trustedProxies?: readonly string[];
  readonly documents?: GatewayOptions['documents'];
  /** Internal networks that webhooks may reach; none unless told. */
  readonly webhookNetworks?: readonly string[];
  /** How mail goes out; none does unless told. */
  readonly mail?: MailOptions | undefined;
}

/** The platform in one process: relay, four subgraphs, gateway. */
export interface Platform extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly subgraphs: Subgraphs;
  readonly relay: Relay;
  readonly urlFor: UrlFor;
  readonly applied: readonly string[];
  /** Returns when every event written so far is in the log and every projection has seen it. */
  catchUp(): Promise<void>;
}

const member = (subgraph: Subgraph, log: Log): GatewaySubgraph =>
  localMember(subgraph.name, subgraph, (request) => subgraph.createContext(request), log);

/**
 * Migrates, then starts everything in the order of dependence; what was started is stopped in reverse, also when a later
 * part fails to start.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { adminUrl, keys, log, nats, clock = systemClock, documents } = options;
  const { origins = [], trustedProxies = [], webhookNetworks = [], mail } = options;
  const applied = await migratePlatform(adminUrl, keys);
  const urlFor = databaseUrls(adminUrl, keys);
  const onError = (cause: unknown): void => log.error('background.failed', { cause });
  await using opened = new AsyncDisposableStack();

  const feed = new LocalFeed();
  const relay = await startRelay({ url: urlFor('events'), sources: eventSources, nats, feed, onError });
  opened.defer(() => relay.stop());
  const [representatives, stations, suggestions, projects] = await Promise.all([
    openSubgraph('representatives', { urlFor, clock, keys, onError }),
    openSubgraph('stations', { urlFor, clock, keys, onError }),
    openSubgraph('suggestions', { urlFor, clock, keys, onError }),
    openSubgraph('projects', { urlFor, clock, keys, onError }),
  ]);
  const subgraphs: Subgraphs = { representatives, stations, suggestions, projects };
  for (const name of subgraphNames) opened.defer(() => subgraphs[name].stop());
  await Promise.all(subgraphNames.map((name) => subgraphs[name].start()));

  const gateway = await createGateway({
    subgraphs: subgraphNames.map((name) => member(subgraphs[name], log)),
    identity: { databaseUrl: urlFor('identity') },
    dutyIndex: { databaseUrl: urlFor('duty_index') },
    dutySchemes: { databaseUrl: urlFor('duty_schemes') },
    webhooks: { databaseUrl: urlFor('webhooks'), secretsKey: keys.webhookSecrets, networks: webhookNetworks },
    notifications: { databaseUrl: urlFor('notifications'), addressKey: keys.mailAddresses, mail },
    logUrl: urlFor('events'),
    nats,
    feed,
    backlog: backlogSchemas,
    clock,
    keys,
    origins,
    trustedProxies,
    documents,
    log,
  });
  opened.defer(() => gateway.close());
  const running = opened.move();
  return {
    gateway,
    subgraphs,
    relay,
    urlFor,
    applied,
    async catchUp() {
      for (let more = true; more;) {
        await relay.drain();
        [more] = await Promise.all([gateway.catchUp(), suggestions.catchUp(), representatives.catchUp()]);
      }
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
