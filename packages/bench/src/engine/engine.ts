import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateLoad, type Target } from '../load/http-load.js';
import { measure } from '../load/measure.js';
import { residentMiB } from '../load/process-usage.js';
import { machineKind } from '../report/machine.js';
import { readProfile } from '../report/process-profile.js';
import { contenders } from './contenders.js';
import { compareAnswers } from './compare-answers.js';
import { watchMemory } from './memory.js';
import type { EngineOptions } from './options.js';
import { benchQueries, bodiesOf } from './queries.js';
import { type MeasuredQuery, tableOf, writeReport } from './report.js';
import { runContenders, type RunningContender } from './run-contenders.js';

const progress = (text: string): void => console.error(`  ${text}`);

/**
 * Our engine beside other gateways and beside no federation at all, in one run: the same graph, the same rows, the same
 * subgraphs behind everybody who calls them over HTTP. Each is a process of its own; the load comes from this one.
 */
export async function benchEngine(options: EngineOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  const interrupted = Promise.withResolvers<never>();
  // Heard where the work is raced with it; until the contenders run, it waits.
  interrupted.promise.catch(() => undefined);
  const interrupt = (): void => interrupted.reject(new Error('Interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  opened.defer(() => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt));

  const only = options.only.length === 0 && options.distinctOperations ? ['ours-http'] : options.only;
  const chosen = contenders.filter(({ name }) => only.length === 0 || only.includes(name));
  progress(`starting ${chosen.map(({ name }) => name).join(', ')}`);
  const running = await runContenders(opened, chosen, {
    latencyMs: options.latencyMs,
    ...(options.profile && { profileFolder: folder }),
  });
  if (options.distinctOperations) {
    for (const each of running) {
      await Promise.race([watchMemory(each, options.distinctOperations, options.connections), interrupted.promise]);
    }
    return;
  }
  const measured = await Promise.race([measureQueries(running, options), interrupted.promise]);
  const conditions = `${options.connections} connections, ${options.rounds} × ${options.seconds} s, subgraphs wait ${options.latencyMs} ms; ${machineKind()}`;
  console.log(`\n${conditions}`);
  for (const each of measured) console.log(`\n${each.query.title}\n\n${tableOf(each)}`);
  if (!options.smoke) console.log(`\n${writeReport(measured, options, conditions).join('\n')}`);
  if (!options.profile) return;
  for (const { contender, peer } of running.filter(({ contender: { isOwn } }) => isOwn)) {
    await peer.stop();
    console.log(`\n${contender.title}\n\n${readProfile(join(folder, contender.name))}`);
  }
}

/** Whoever answers more in the rounds has allocated more: memory is compared after as many requests for everybody. */
const equalRequests = 2_000;

async function residentAfter(
  requests: number,
  running: readonly RunningContender[],
  targets: ReadonlyMap<string, Target>,
  connections: number,
): Promise<ReadonlyMap<string, number | undefined>> {
  const seen = new Map<string, number | undefined>();
  for (const { contender, peer } of running) {
    const target = targets.get(contender.name);
    if (!target) continue;
    progress(`memory after ${requests} requests: ${contender.name}`);
    await generateLoad(target, { connections, requests });
    seen.set(contender.name, await residentMiB(peer.pid));
  }
  return seen;
}

async function measureQueries(running: readonly RunningContender[], options: EngineOptions): Promise<MeasuredQuery[]> {
  const queries = benchQueries.filter(({ name }) => options.queries.length === 0 || options.queries.includes(name));
  const measured: MeasuredQuery[] = [];
  for (const query of queries) {
    progress(`${query.name}: comparing the answers`);
    await compareAnswers(running, query);
    const bodies = bodiesOf(query);
    const targets = new Map(running.map(({ contender, targetOf }) => [contender.name as string, targetOf(bodies)]));
    const equalWork = await residentAfter(equalRequests, running, targets, options.connections);
    const figures = await measure(targets, options, progress);
    const rows = running.map(async ({ contender, peer }) => {
      const each = figures.get(contender.name);
      const resident = { equalWorkMiB: equalWork.get(contender.name), residentMiB: await residentMiB(peer.pid) };
      return each ? [{ contender, figures: each, ...resident }] : [];
    });
    measured.push({ query, measured: (await Promise.all(rows)).flat() });
  }
  return measured;
}
