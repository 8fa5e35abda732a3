import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@lianxin/database';
import { machineKind } from '../report/machine.js';
import { compareAnswers, contendersOf, costOfUpdates, measureRounds } from './measure.js';
import type { IndexOptions } from './options.js';
import { summaryOf, tablesOf, type UpdateCost, type WorldReport, writeReport } from './report.js';
import { spreadOf } from './spread.js';
import { findingChanges, inspectionChanges } from './update.js';
import { indexWorld } from './world.js';

const progress = (text: string): void => console.error(`  ${text}`);

/** Events of the history beside which an update is measured. */
const shortHistory = 10_000;

/** What the duty index costs: a page of a board, one event, a rebuild, beside the same counted by plain SQL. */
export async function benchIndex(options: IndexOptions): Promise<void> {
  const reports: WorldReport[] = [];
  for (const members of options.members) {
    for (const events of options.events) {
      const report = await measureBoard(options.rounds, members, events);
      progress(`measured:\n\n${tablesOf(report)}\n`);
      reports.push(report);
    }
  }
  const conditions = `A year's events, ${options.rounds} rounds; ${machineKind()}`;
  console.log(`\n${conditions}\n\n${[...reports.map(tablesOf), summaryOf(reports)].join('\n\n')}\n`);
  if (!options.smoke) console.log(writeReport(reports, options, conditions).join('\n'));
}

/** On a server of its own, which goes with everything in it. */
async function measureBoard(rounds: number, members: number, events: number): Promise<WorldReport> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const settings = { fsync: 'off', max_wal_size: '4GB', shared_buffers: '1GB', autovacuum: 'off' };
  const { adminUrl } = opened.use(await startEmbeddedPostgres({ dataDir: join(folder, 'data'), settings }));
  const shortOne = { name: 'short', members, events: Math.min(events, 2 * members + shortHistory) };
  const small = await indexWorld(adminUrl, shortOne, opened, progress);
  const world = await indexWorld(adminUrl, { name: 'whole', members, events }, opened, progress);
  const rows = await compareAnswers(world);
  progress(`plain SQL and the board say the same of ${rows.length} deputies`);
  const times = await measureRounds(await contendersOf(world, small), rounds, progress);
  const costs: UpdateCost[] = [];
  for (const [name, change] of [
    ['an inspection', inspectionChanges],
    ['a finding', findingChanges],
  ] as const) {
    for (const each of [small, world])
      costs.push({ name, events: each.events, ...(await costOfUpdates(each, change)) });
  }
  // Not the world itself: its connections are closed by now, and no figures.
  const { rebuildMs, plainRebuildMs } = world;
  return { world: { members, events: world.events, rebuildMs, plainRebuildMs }, spread: spreadOf(rows), times, costs };
}
