import { randomBytes } from 'node:crypto';
import type { Db } from '@lianxin/database';
import { hasNatsServer, type NatsServer, startNatsServer, testDatabase, type TestDatabase } from '@lianxin/testing';
import {
  LocalFeed,
  type LogTail,
  type LogTailOptions,
  type NatsOptions,
  type Relay,
  startLogTail,
  startRelay,
} from '../src/index.js';
import { lamps, modules } from './lamps.js';

/** What wakes or feeds a tail. */
export type Carrier = 'PostgreSQL' | 'the relay of this process' | 'NATS JetStream';

/** Those that can be had here. */
export const carriers: readonly Carrier[] = [
  'PostgreSQL',
  'the relay of this process',
  ...(hasNatsServer() ? (['NATS JetStream'] as const) : []),
];

/** A database in which lamps are switched, and tails of its log. */
export interface TailWorld extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly writer: Db;
  readonly admin: Db;
  /** A relay; one that hands on nothing when `isTold` is false. */
  relay(options?: { readonly isTold?: boolean; readonly pollMs?: number }): Promise<Relay>;
  /** A tail and the positions that it has handed over. */
  tail(options?: Partial<LogTailOptions>): Promise<LogTail & { readonly seen: number[]; readonly failures: unknown[] }>;
}

/** The same with a NATS server of its own. */
export interface NatsWorld extends TailWorld {
  readonly server: NatsServer;
  readonly nats: NatsOptions;
}

/** A poll that never comes: what is handed over was told. */
export const never = 3_600_000;

export async function natsWorld(options: { readonly isRunning?: boolean } = {}): Promise<NatsWorld> {
  await using opened = new AsyncDisposableStack();
  const server = opened.use(await startNatsServer(options));
  const nats = { url: server.url, key: randomBytes(32) };
  const world = opened.use(await worldWith(nats));
  const running = opened.move();
  return { ...world, server, nats, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** The same with what the relay of a process hands on. */
export interface FedWorld extends TailWorld {
  readonly feed: LocalFeed;
}

export async function fedWorld(): Promise<FedWorld> {
  const feed = new LocalFeed();
  return { ...(await worldWith(undefined, feed)), feed };
}

export function tailWorld(carrier: Carrier): Promise<TailWorld> {
  if (carrier === 'PostgreSQL') return worldWith(undefined);
  return carrier === 'NATS JetStream' ? natsWorld() : fedWorld();
}

async function worldWith(nats: NatsOptions | undefined, feed?: LocalFeed): Promise<TailWorld> {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await testDatabase({ modules }));
  const writer = await database.open(lamps);
  const admin = await database.openAsAdmin('events');
  const running = opened.move();
  return {
    database,
    writer,
    admin,
    async relay({ isTold = true, pollMs = 10 } = {}) {
      const url = database.urlFor('events');
      const options = { url, sources: ['lamps'], pollMs, onError: () => undefined };
      return running.use(await startRelay({ ...options, ...(isTold && { nats, feed }) }));
    },
    async tail(options = {}) {
      const seen: number[] = [];
      const failures: unknown[] = [];
      const tail = await startLogTail({
        url: database.urlFor('lamps'),
        nats,
        feed,
        onEvents: (events) => void seen.push(...events.map(({ position }) => position)),
        onError: (error) => failures.push(error),
        ...options,
      });
      return running.use(Object.assign(tail, { seen, failures }));
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** 1, 2, 3, … */
export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
