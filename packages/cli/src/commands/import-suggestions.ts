import { AppError, refusalMessage } from '@lianxin/errors';
import {
  importSuggestions,
  type ImportTarget,
  importTarget,
  type MessageToImport,
  sortBatch,
  type SuggestionServices,
} from '@lianxin/suggestions';
import type { ImportedSuggestion } from '../import/imported-suggestion.js';
import { type ReadRow, readSuggestions } from '../import/read-rows.js';
import type { SuggestionRow } from '../import/suggestion-row.js';
import { openSpreadsheet } from '../spreadsheet/open-spreadsheet.js';
import { batchesOf, type ImportRun, type ImportSummary, refusedRow, Refusals, summaryText } from './import-file.js';

/** An import of messages: where they go, and what their numbers belong to. */
export interface SuggestionImport extends ImportRun {
  readonly services: SuggestionServices;
  readonly stationCode: string;
  readonly source: string;
}

const batchSize = 200;
const numberTaken = {
  zh: '该编号已属于另一条留言。若文件来自另一系统,请用 --source 指明来源',
  en: 'This number stands for another message. If the file is from another system, name it with --source',
};

type Row = ReadRow<SuggestionRow>;

/** The category of a message by its name; a name that fits none, or several, is left to whoever admits it. */
async function categoryCodes({ db }: SuggestionServices): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.queryText<{ code: string; name: string }>('select code, name from suggestions.category');
  const codes = new Map<string, string | null>();
  for (const { code, name } of rows) codes.set(name, codes.has(name) ? null : code);
  return codes;
}

function messageOf(row: ImportedSuggestion, categories: ReadonlyMap<string, string | null>): MessageToImport {
  const { categoryName, ...message } = row;
  return { ...message, categoryCode: categories.get(categoryName ?? '') ?? null };
}

async function takeBatch(run: SuggestionImport, target: ImportTarget, messages: readonly MessageToImport[]) {
  if (!run.dryRun) return importSuggestions(run.services, target, messages);
  const { fresh, unchanged, taken } = await sortBatch(run.services, target, messages);
  return { added: fresh.length, replies: fresh.filter(({ reply }) => reply).length, unchanged, taken };
}

/**
 * Imports the messages of a spreadsheet. Each batch is a transaction of its own: stopped in the middle, everything up to
 * the last batch is there, and the next run goes on after it.
 * @throws SpreadsheetError when the file as a whole cannot be read; StopRequested when it was stopped in the middle
 */
export async function importSuggestionFile(run: SuggestionImport): Promise<ImportSummary> {
  const { services, stationCode, source, file, progress, dryRun, locale, stopping } = run;
  const target = await importTarget(services, stationCode, source);
  if ('refused' in target)
    throw new AppError('BAD_CONFIGURATION', {
      reason: `--station ${stationCode}: ${refusalMessage(target.refused, locale)}`,
    });
  const startedMs = performance.now();
  await using spreadsheet = await openSpreadsheet(file);
  const { found, rows } = await readSuggestions(spreadsheet, { now: services.clock.now() });
  const categories = await categoryCodes(services);
  const refusals = new Refusals();
  let [read, added, replies, unchanged, warnings] = [0, 0, 0, 0, 0];
  for await (const batch of batchesOf<Row>(rows(), batchSize)) {
    stopping.throwIfAborted();
    const rowOf = new Map<MessageToImport, Row>();
    for (const row of batch) {
      if ('refused' in row.outcome) refusals.add(refusedRow(row, row.outcome.refused));
      else {
        rowOf.set(messageOf(row.outcome.ok, categories), row);
        warnings += row.outcome.warnings.length;
      }
    }
    const taken = await takeBatch(run, target, [...rowOf.keys()]);
    for (const [message, row] of rowOf) if (taken.taken.includes(message)) refusals.add(refusedRow(row, numberTaken));
    read += batch.length;
    added += taken.added;
    replies += taken.replies;
    unchanged += taken.unchanged;
    progress.at((batch.at(-1)?.bytesRead ?? 0) / spreadsheet.totalBytes, String(read));
  }
  progress.end();
  const errorsFile = await refusals.write(run, found.headings);
  const seconds = (performance.now() - startedMs) / 1000;
  const summary = { rows: read, added, replies, unchanged, warnings, refused: refusals.count, seconds };
  run.print(summaryText(summary, dryRun, errorsFile, locale));
  return summary;
}
