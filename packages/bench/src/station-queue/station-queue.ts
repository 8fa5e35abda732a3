import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from '../load/measure.js';
import { runPeer } from '../peers/run-peer.js';
import { profileArguments, readProfile } from '../report/process-profile.js';
import { runPlatform } from '../platform/run-platform.js';
import { machineKind } from '../report/machine.js';
import { differences } from './compare-answers.js';
import { type Contender, contendersOf, rehearse, type Rehearsal, type Servers } from './contenders.js';
import type { StationQueueOptions } from './options.js';
import type { PeerOptions } from './peers/peer-options.js';
import { type Measured, tableOf, writeReport } from './report.js';
import { fillDatabase } from './rows/fill.js';

const progress = (text: string): void => console.error(`  ${text}`);

/**
 * The station queue (家站点待办) through the gateway, beside one hand-written SQL and PostGraphile, in one run: on one
 * machine, one database server and the same rows. The servers are processes of their own, the load comes from this one.
 */
export async function benchStationQueue(options: StationQueueOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const interrupted = Promise.withResolvers<never>();
  // Heard where the work is raced with it; until the platform runs, it waits.
  interrupted.promise.catch(() => undefined);
  const interrupt = (): void => interrupted.reject(new Error('Interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  opened.defer(() => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt));

  progress('starting the platform on an empty database');
  const platform = opened.use(await runPlatform(join(folder, 'data'), options.profile ? profileArguments(folder) : []));
  const measured = await Promise.race([run(platform, options), interrupted.promise]);
  const conditions = `${options.rows.toLocaleString('en')} suggestions, ${options.connections} connections, ${options.rounds} × ${options.seconds} s; ${machineKind()}`;
  console.log(`\n${conditions}\n\n${tableOf(measured)}\n`);
  if (!options.smoke) console.log(writeReport(measured, options, conditions).join('\n'));
  if (options.profile) {
    await platform.stop();
    console.log(`\n${readProfile(folder)}`);
  }
}

async function run(platform: { graphql: URL; adminUrl: string }, options: StationQueueOptions): Promise<Measured[]> {
  progress(`filling ${options.rows} suggestions, and the copy for PostGraphile`);
  const filled = await fillDatabase(platform.adminUrl, options.rows);
  const peer = {
    benchmark: 'station-queue',
    options: { databaseUrl: platform.adminUrl, poolSize: options.poolSize } satisfies PeerOptions,
  };
  await using opened = new AsyncDisposableStack();
  const bare = opened.use(await runPeer({ ...peer, name: 'bare' }));
  const postgraphile = opened.use(await runPeer({ ...peer, name: 'postgraphile' }));
  const servers: Servers = { bare: bare.url, postgraphile: postgraphile.url, gateway: platform.graphql };

  const all = await contendersOf(servers, filled);
  const contenders = all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  progress('comparing their answers');
  const rehearsals = await rehearseAll(contenders);
  const targets = new Map([...rehearsals].map(([{ name }, { target }]) => [name, target]));
  const figures = await measure(targets, options, progress);
  return contenders.flatMap((contender) => {
    const each = figures.get(contender.name);
    return each ? [{ contender, figures: each }] : [];
  });
}

/** Asks everybody for the same pages; whoever answers otherwise than the first ends the run. */
async function rehearseAll(contenders: readonly Contender[]): Promise<ReadonlyMap<Contender, Rehearsal>> {
  const rehearsals = new Map<Contender, Rehearsal>();
  for (const contender of contenders) rehearsals.set(contender, await rehearse(contender));
  const [first] = rehearsals.values();
  for (const [{ name }, { pages }] of rehearsals) {
    const found = first ? differences(first.pages, pages) : [];
    if (found.length > 0) throw new Error(`${name} answers otherwise:\n${found.slice(0, 5).join('\n')}`);
  }
  return rehearsals;
}
