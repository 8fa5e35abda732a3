import type { Gateway, IdentityUseCases } from '@lianxin/gateway';
import { createGateway, silentLog } from '@lianxin/gateway';
import { projectsSchema } from '@lianxin/projects';
import { representativesSchema } from '@lianxin/representatives';
import { stationsSchema } from '@lianxin/stations';
import { suggestionsSchema } from '@lianxin/suggestions';
import { startTestServer } from '@lianxin/testing';
import { type Db, openDb } from '@lianxin/database';
import { systemClock } from '@lianxin/calendar';
import { subgraphNames } from '../../src/parts.js';
import { databaseUrls, type UrlFor } from '../../src/platform/database-urls.js';
import { type Keys, keysOf } from '../../src/platform/keys.js';
import { eventSources } from '../../src/platform/schema-modules.js';
import { type Platform, startPlatform } from '../../src/platform/start-platform.js';
import { type Cast, type Player, seedCast } from './cast.js';
import { type Client, clientOf, patienceMs } from './client.js';
import { type Face, follow, inTime, type LiveStream } from './live-client.js';
import { secret, type ServedParts, servedParts } from './served-parts.js';

/** A whole platform with its cast, reached as its clients reach it. */
export interface World extends Client, AsyncDisposable {
  readonly cast: Cast;
  readonly adminUrl: string;
  readonly keys: Keys;
  readonly urlFor: UrlFor;
  /** Accounts, as another gateway of the same installation sees them. */
  readonly identity: IdentityUseCases;
  /** Follows with an open stream: it has begun when this returns, unless it was refused. `who` may be a token. */
  subscribe(
    who: Player | { readonly token: string | null },
    operation: string,
    variables: object,
    face?: Face,
  ): Promise<LiveStream>;
  /** Ends the streams that a test left open. */
  hangUp(): Promise<void>;
}

/** What the two forms share once the platform runs. */
type Running = Omit<World, 'subscribe' | 'hangUp' | keyof Client> & { readonly url: string };

/** Whether an event still waits in an outbox, or in the log, for the gateway to hand it on. */
async function isUnderWay(db: Db, client: Client): Promise<boolean> {
  const waiting = eventSources.map((schema) => `(select count(*) from ${schema}.outbox)`).join(' + ');
  const [row] = await db.queryText<{ n: number }>(`select (${waiting})::int as n`);
  return row?.n !== 0 || !/^lianxin_log_lag_events 0$/m.test(await (await client.get('/metrics')).text());
}

function withStreams(running: Running, db: Db): World {
  const client = clientOf(running.url);
  const streams = new Set<LiveStream>();
  const open = (): number => [...streams].filter((stream) => stream.isOpen()).length;
  /** Waits until the gateway follows as many topics as are open here; a stream has no other sign of having begun. */
  const settled = async (or = (): boolean => false): Promise<void> => {
    while (!or()) {
      const metrics = await (await client.get('/metrics')).text();
      if (new RegExp(`^lianxin_live_subscribers ${open()}$`, 'm').test(metrics)) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const hangUp = async (): Promise<void> => {
    await Promise.all([...streams].map((stream) => stream.close()));
    streams.clear();
    await inTime(settled(), 'streams to end');
  };
  return {
    ...running,
    ...client,
    async subscribe(who, operation, variables, face = 'socket') {
      const token = typeof who === 'string' ? await client.signIn(who) : who.token;
      await inTime(settled(), 'earlier streams to end');
      // A stream without a cursor begins with what comes next: let what happened before be over.
      const until = Date.now() + patienceMs;
      while (!('after' in variables) && Date.now() < until && (await isUnderWay(db, client)));
      const stream = follow(face, { url: running.url, token, operation, variables });
      streams.add(stream);
      const refused = (): boolean => !stream.isOpen() || stream.received.length > 0;
      await inTime(settled(refused), `${operation} to begin`);
      return stream;
    },
    hangUp,
    async [Symbol.asyncDispose]() {
      for (const stream of streams) stream.drop();
      await running[Symbol.asyncDispose]();
    },
  };
}

/** The world in one process, with the platform itself at hand. */
export async function oneProcessWorld(): Promise<World & { readonly platform: Platform }> {
  await using opened = new AsyncDisposableStack();
  const server = await startTestServer();
  opened.defer(() => server.stop());
  const keys = keysOf(secret);
  const { adminUrl } = server;
  const platform = opened.use(await startPlatform({ adminUrl, keys, log: silentLog }));
  const cast = await seedCast(platform);
  const { port } = await platform.gateway.listen({ port: 0, host: '127.0.0.1' });
  const db = await openDb({ url: adminUrl, schema: 'events', poolSize: 1 });
  opened.defer(() => db.close());
  const running = opened.move();
  const world = withStreams(
    {
      cast,
      adminUrl,
      keys,
      urlFor: platform.urlFor,
      url: `http://127.0.0.1:${port}`,
      identity: platform.gateway.identity,
      [Symbol.asyncDispose]: () => running.disposeAsync(),
    },
    db,
  );
  return { ...world, platform };
}

/** A gateway that listens nowhere: identity's use cases beside the program that serves. */
async function silentGateway(urlFor: UrlFor, keys: Keys): Promise<Gateway> {
  const schemas = {
    representatives: representativesSchema(),
    stations: stationsSchema(),
    suggestions: suggestionsSchema(),
    projects: projectsSchema(),
  };
  const transport = { execute: () => Promise.reject(new Error('asked of no subgraph')) };
  return createGateway({
    subgraphs: subgraphNames.map((name) => ({ name, sdl: schemas[name].sdl, transport })),
    identity: { databaseUrl: urlFor('identity') },
    dutyIndex: { databaseUrl: urlFor('duty_index') },
    logUrl: urlFor('events'),
    clock: systemClock,
    keys,
  });
}

/** The world as five programs over one database; `subgraphUrls` are their own addresses. */
export async function manyProcessesWorld(): Promise<World & Pick<ServedParts, 'subgraphUrls'>> {
  await using opened = new AsyncDisposableStack();
  const parts = opened.use(await servedParts());
  const { adminUrl, keys, cast, subgraphUrls } = parts;
  const url = await parts.gateway();
  const urlFor = databaseUrls(adminUrl, keys);
  const beside = await silentGateway(urlFor, keys);
  opened.defer(() => beside.close());
  const db = await openDb({ url: adminUrl, schema: 'events', poolSize: 1 });
  opened.defer(() => db.close());
  const running = opened.move();
  const world = withStreams(
    {
      cast,
      adminUrl,
      keys,
      urlFor,
      url,
      identity: beside.identity,
      [Symbol.asyncDispose]: () => running.disposeAsync(),
    },
    db,
  );
  return { ...world, subgraphUrls };
}
