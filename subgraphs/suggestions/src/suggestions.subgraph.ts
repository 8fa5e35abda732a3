import type { Clock } from '@lianxin/calendar';
import { openDb } from '@lianxin/database';
import { type Consumer, startConsumer } from '@lianxin/events';
import { createBlindIndex, createIntlFieldCipher } from '@lianxin/privacy';
import type { Subgraph } from '@lianxin/subgraph-kit';
import { startHousekeeping } from '@lianxin/workflow';
import { directoryConsumer } from './directory/directory.projection.js';
import { keepHouse } from './housekeeping.js';
import { loadCalendar } from './load-calendar.js';
import { createNumberSeries } from './suggestion/number-series.js';
import { suggestionWriter } from './suggestion/suggestion.store.js';
import { loadDeadlinePolicy } from './suggestion/suggestion.deadlines.js';
import type { SuggestionServices } from './suggestion/suggestion.services.js';
import { createSuggestionsContext, type SuggestionsContext } from './suggestions.context.js';
import { suggestionsModule } from './suggestions.module.js';
import { suggestionsSchema } from './suggestions.schema.js';

/** What the subgraph runs on. */
export interface SuggestionsOptions {
  /** Address of the database as the role `lianxin_suggestions`. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** 32 bytes each: wraps the keys of persons; finds a phone again without decrypting. */
  readonly keys: { readonly fields: Buffer; readonly blindIndex: Buffer };
  readonly onError?: (error: unknown) => void;
  /** How often deadlines are looked after; a minute unless told. */
  readonly housekeepingMs?: number;
}

/** The suggestions subgraph as it runs. */
export interface SuggestionsSubgraph extends Subgraph<SuggestionsContext> {
  readonly services: SuggestionServices;
  /** Returns when the projections have seen everything that is in the log now. */
  catchUp(): Promise<void>;
}

/** Opens the subgraph on a migrated database. */
export async function createSuggestionsSubgraph(options: SuggestionsOptions): Promise<SuggestionsSubgraph> {
  const { databaseUrl, clock, keys, onError = () => undefined } = options;
  const { name, entities } = suggestionsModule;
  const db = await openDb({ url: databaseUrl, schema: name, entities: [...entities] });
  const [policy, calendar, steps] = await Promise.all([loadDeadlinePolicy(db), loadCalendar(db), suggestionWriter(db)]);
  const privacy = {
    cipher: createIntlFieldCipher({ activeKeyId: 'k1', keys: { k1: keys.fields } }),
    phoneIndex: createBlindIndex(keys.blindIndex),
  };
  const numbers = createNumberSeries(db);
  const services: SuggestionServices = { db, clock, policy, calendar, privacy, numbers, steps };
  let consumer: Consumer | undefined;
  let endHousekeeping: (() => Promise<void>) | undefined;
  return {
    name,
    ...suggestionsSchema(),
    db,
    services,
    createContext: (request) => createSuggestionsContext(services, request),
    async start() {
      consumer = await startConsumer({
        ...directoryConsumer,
        db,
        logUrl: databaseUrl,
        gathers: true,
        onError,
      });
      endHousekeeping = startHousekeeping(() => keepHouse(services), options.housekeepingMs ?? 60_000, onError);
    },
    async catchUp() {
      await consumer?.catchUp();
    },
    async stop() {
      await endHousekeeping?.();
      await consumer?.stop();
      await db.close();
    },
  };
}
