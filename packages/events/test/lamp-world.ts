import type { Db } from '@lianxin/database';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { type Relay, startRelay } from '../src/index.js';
import { lamps, meter, modules } from './lamps.js';

/** A database of its own in which lamps are switched and a meter reads the log. */
export interface LampWorld extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly writer: Db;
  readonly reader: Db;
  readonly relay: Relay;
}

export async function lampWorld(): Promise<LampWorld> {
  const database = await testDatabase({ modules });
  const writer = await database.open(lamps);
  const reader = await database.open(meter);
  const relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
  return {
    database,
    writer,
    reader,
    relay,
    async [Symbol.asyncDispose]() {
      await relay.stop();
      await database[Symbol.asyncDispose]();
    },
  };
}
