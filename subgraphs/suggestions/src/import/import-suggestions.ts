import { refuse, type RefusalReason } from '@lianxin/errors';
import { wakeRelay } from '@lianxin/events';
import { findStation } from '../directory/station-ref.sql.js';
import type { SuggestionServices } from '../suggestion/suggestion.services.js';
import { importBatch, knownNumbers } from './import-suggestions.sql.js';
import { type ImportedRecords, type ImportTarget, type MessageToImport, recordsFor } from './imported-records.js';

/** What became of a batch. `taken` are messages whose number stands for another one already. */
export interface ImportedBatch {
  readonly added: number;
  readonly replies: number;
  readonly unchanged: number;
  readonly taken: readonly MessageToImport[];
}

/** The station of an import by its code, or why not. */
export async function importTarget(
  services: SuggestionServices,
  stationCode: string,
  source: string,
): Promise<ImportTarget | { refused: RefusalReason }> {
  const station = await findStation(services.db, { id: null, code: stationCode });
  return station ? { station, source } : { refused: refuse('STATION_UNKNOWN') };
}

/** Which messages of a batch are new, which are known, and which come with a number that stands for another message. */
export async function sortBatch(
  services: SuggestionServices,
  { source }: ImportTarget,
  messages: readonly MessageToImport[],
) {
  const known = await services.db.query(knownNumbers, [source, messages.map(({ sourceNumber }) => sourceNumber)]);
  const titles = new Map(known.map(({ sourceNumber, title }) => [sourceNumber, title]));
  const fresh: MessageToImport[] = [];
  const taken: MessageToImport[] = [];
  let unchanged = 0;
  for (const message of messages) {
    const title = titles.get(message.sourceNumber);
    if (title === undefined) {
      fresh.push(message);
      titles.set(message.sourceNumber, message.title);
    } else if (title === message.title) unchanged += 1;
    else taken.push(message);
  }
  return { fresh, unchanged, taken };
}

const jsonList = (rows: readonly (object | null)[]): string => JSON.stringify(rows.filter((row) => row !== null));
const rawList = (rows: readonly string[]): string => `[${rows.join(',')}]`;

/**
 * Imports a batch of messages, whole or not at all. Messages whose number is known are left as they are, so an import
 * that was stopped goes on when it is run again, and one that was finished adds nothing.
 */
export async function importSuggestions(
  services: SuggestionServices,
  target: ImportTarget,
  messages: readonly MessageToImport[],
): Promise<ImportedBatch> {
  const { fresh, unchanged, taken } = await sortBatch(services, target, messages);
  if (fresh.length === 0) return { added: 0, replies: 0, unchanged, taken };
  const now = services.clock.now();
  const records: ImportedRecords[] = [];
  for (const message of fresh) records.push(await recordsFor(services, target, message, now));
  const added = await services.db.query(importBatch, [
    rawList(records.map(({ suggestion }) => suggestion)),
    jsonList(records.map(({ person }) => person)),
    jsonList(records.flatMap(({ history }) => history)),
    rawList(records.flatMap(({ events }) => events)),
    jsonList(records.map(({ reply }) => reply)),
    jsonList(records.map(({ evaluation }) => evaluation)),
  ]);
  wakeRelay(services.db);
  const replies = fresh.filter(({ reply }) => reply).length;
  return { added: added.length, replies, unchanged: unchanged + fresh.length - added.length, taken };
}
