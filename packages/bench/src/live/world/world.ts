import { randomBytes } from 'node:crypto';
import { type Db, openDb, type Sql } from '@lianxin/database';
import { appendToOutbox, stationRegistered, topic, wakeRelay } from '@lianxin/events';
import { hashPassword } from '@lianxin/privacy';
import type { RunningPlatform } from '../../platform/run-platform.js';
import { fillDatabase } from '../../station-queue/rows/fill.js';
import { signIn } from '../../platform/sign-in.js';
import { longFeedDocument, stationFeedDocument } from '../documents.js';
import type { Greeting } from '../subscribers/subscriber.js';
import { watchedEvent } from './watched-event.js';
import { insertWatchers, selectWatched, type Watched, watchersRegion } from './watchers.sql.js';

/** Suggestions in the database: the events are about one of them. */
const rows = 500;
const watchers = 128;
/** Fewer than the gateway allows to one account, and to one address. */
const socketsAnAccount = 80;
const socketsAnAddress = 1_000;

/** The platform with people who watch a station, and events that happen there. */
export class World implements AsyncDisposable {
  private constructor(
    private readonly platform: RunningPlatform,
    readonly db: Db,
    readonly watched: Watched,
    private readonly password: string,
  ) {}

  static async build(platform: RunningPlatform): Promise<World> {
    await fillDatabase(platform.adminUrl, rows);
    const db = await openDb({ url: platform.adminUrl, schema: 'suggestions', applicationName: 'lianxin bench' });
    const password = randomBytes(12).toString('base64url');
    await db.queryText(insertWatchers, [await hashPassword(password), watchers]);
    const [watched] = await db.queryText<Watched>(selectWatched);
    if (!watched) throw new Error('No suggestion to watch');
    return new World(platform, db, watched, password);
  }

  /** Headers of a clerk of the city's office. */
  clerk(): Promise<Readonly<Record<string, string>>> {
    return signIn(this.platform.graphql, 'bench-watcher-1', this.password);
  }

  /** Lets everybody know that the watched region belongs to the city: the rows were filled in past the events. */
  async tellRegion(): Promise<void> {
    const { stationId, regionCode } = this.watched;
    const station = { stationId, code: stationId, name: '基准测试站', tier: 'HOME', kind: 'FIXED' } as const;
    const event = stationRegistered.create({
      aggregateType: 'station',
      aggregateId: stationId,
      aggregateVersion: 1,
      payload: { ...station, regionCode, regionPath: [watchersRegion, regionCode] },
      topics: [topic.station(stationId)],
      occurredAt: new Date(),
    });
    await appendToOutbox(this.db, 'suggestions', [event]);
    wakeRelay(this.db);
  }

  /** So many events at once. */
  async emitMany(count: number): Promise<void> {
    await appendToOutbox(
      this.db,
      'suggestions',
      Array.from({ length: count }, () => watchedEvent(this.watched)),
    );
    wakeRelay(this.db);
  }

  /** Subscribers of the station's feed, signed in as the watchers in turn. */
  async greetings(count: number, length: 'usual' | 'long' = 'usual'): Promise<Greeting[]> {
    const { graphql: url } = this.platform;
    const names = Array.from(
      { length: Math.min(Math.ceil(count / socketsAnAccount), watchers) },
      (_, index) => `bench-watcher-${index + 1}`,
    );
    const tokens: Readonly<Record<string, string>>[] = [];
    for (const name of names) tokens.push(await signIn(url, name, this.password));
    const query = length === 'long' ? longFeedDocument : stationFeedDocument;
    const subscribe = { query, variables: { stationId: this.watched.stationId } };
    return Array.from({ length: count }, (_, index) => ({
      url,
      // The whole of 127.0.0.0/8 is this machine.
      from: `127.0.0.${2 + Math.floor(index / socketsAnAddress)}`,
      init: tokens[index % tokens.length] ?? {},
      subscribe,
    }));
  }

  /** An event as a transition leaves it: a row of the outbox in its own transaction, then the relay is woken. */
  readonly emit = async (): Promise<void> => {
    await this.write(this.db);
    wakeRelay(this.db);
  };

  /** The row alone. */
  write(sql: Sql): Promise<void> {
    return appendToOutbox(sql, 'suggestions', [watchedEvent(this.watched)]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.db.close();
  }
}
