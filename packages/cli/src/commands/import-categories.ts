import { type CategoryInput, registerCategories, type SuggestionServices } from '@lianxin/suggestions';
import { readCategories } from '../import/read-rows.js';
import { openSpreadsheet } from '../spreadsheet/open-spreadsheet.js';
import { type ImportRun, type ImportSummary, refusedRow, Refusals, summaryText } from './import-file.js';

/** More nodes than any catalogue has; beyond it the file is something else. */
const mostCategories = 50_000;

/** Imports a category tree (一级分类, 二级分类, 三级分类), whole or not at all; known categories stay as they are. */
export async function importCategoryFile(
  run: ImportRun & { readonly services: SuggestionServices },
): Promise<ImportSummary> {
  const { file, progress, services, dryRun, locale, stopping } = run;
  const startedMs = performance.now();
  await using spreadsheet = await openSpreadsheet(file);
  const { found, rows } = await readCategories(spreadsheet);
  const refusals = new Refusals();
  const categories = new Map<string, CategoryInput>();
  let read = 0;
  for await (const row of rows()) {
    stopping.throwIfAborted();
    read += 1;
    progress.at(row.bytesRead / spreadsheet.totalBytes, String(read));
    if ('refused' in row.outcome) refusals.add(refusedRow(row, row.outcome.refused));
    else if (categories.size < mostCategories)
      for (const category of row.outcome.ok) categories.set(category.code, category);
  }
  progress.end();
  const inputs = [...categories.values()];
  const known = await services.db.queryText<{ code: string }>(
    'select code from suggestions.category where code = any($1)',
    [inputs.map(({ code }) => code)],
  );
  const counts = dryRun
    ? { added: inputs.length - known.length, unchanged: known.length }
    : await registerCategories(services, inputs);
  const errorsFile = await refusals.write(run, found.headings);
  const seconds = (performance.now() - startedMs) / 1000;
  const summary = { rows: read, ...counts, replies: 0, warnings: 0, refused: refusals.count, seconds };
  run.print(summaryText(summary, dryRun, errorsFile, locale));
  return summary;
}
