import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/demo/seeded/seeded-random.js';
import { disconnects } from './disconnects.js';
import { commandOf, type CrashOptions } from './options.js';
import { type RoundReport, Rounds } from './rounds.js';
import { startTraffic, type Traffic } from './traffic/traffic.js';
import { cuttingProxy } from './traffic/cutting-proxy.js';
import { type CrashWorld, crashWorld } from './world/crash-world.js';

/** How a run ended. */
export interface CrashOutcome {
  readonly faults: readonly string[];
  /** One line, for people. */
  readonly summary: string;
}

const writers = 4;

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function line(report: RoundReport): string {
  const { round, form, victim, second, moment, struckAfter, acknowledged, lostAnswers, delivered, reconnects, ms } =
    report;
  const verdict = report.faults.length === 0 ? 'ok' : `FAILED\n    ${report.faults.join('\n    ')}`;
  return (
    `${String(round).padStart(4)} ${form.padEnd(4)} ${victim.padEnd(15)} at ${moment.padEnd(30)} ` +
    `after ${String(struckAfter).padStart(2)}${second === undefined ? '' : `, then ${second}`}: ${acknowledged} acknowledged, ${lostAnswers} answers lost, ` +
    `${delivered} delivered, ${reconnects} connections, ${seconds(ms)}: ${verdict}`
  );
}

/** Leaves what is needed to understand a failure: the processes' words, the clients' logs, the database itself. */
function keepEvidence(world: CrashWorld, { ledger, subscribers }: Traffic, options: CrashOptions): string {
  world.keep();
  const folder = join(world.folder, 'evidence');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'replay'), `${commandOf(options)}\n`);
  writeFileSync(join(folder, 'acknowledged.json'), JSON.stringify(ledger.acknowledged, null, 1));
  const logs = subscribers.map(({ name, following, received, resyncs }) => ({ name, following, received, resyncs }));
  writeFileSync(join(folder, 'subscribers.json'), JSON.stringify(logs));
  for (const { name, output } of world.processes().byName.values())
    writeFileSync(join(folder, `${name}.log`), output());
  return `evidence in ${folder}, the database in ${world.folder}/postgres; again: ${commandOf(options)}`;
}

/** The rounds of each form and the disconnects, over one database; ends at the first fault. */
export async function crashRun(
  options: CrashOptions,
  say: (text: string) => void,
  stopping: AbortSignal,
): Promise<CrashOutcome> {
  const { rounds, cuts, seed, form, nats } = options;
  const begun = performance.now();
  await using opened = new AsyncDisposableStack();
  const world = opened.use(await crashWorld(form === 'one' ? 'one' : 'five', nats === 'on'));
  const proxy = opened.use(await cuttingProxy(() => new URL(world.processes().url), seededRandom(`${seed} cuts`)));
  const traffic = startTraffic(world, { seed, writers, followers: 2, liveUrl: () => proxy.url });
  opened.defer(() => traffic.stop());
  say(`ready after ${seconds(performance.now() - begun)}; seed ${seed}`);
  const player = new Rounds(world, traffic, seed);
  // In both forms: the last quarter in one process.
  const inOne = form === 'both' ? Math.floor(rounds / 4) : 0;
  const faults: string[] = [];
  let played = 0;
  for (let n = 0; n < rounds && faults.length === 0 && !stopping.aborted; n += 1) {
    if (inOne > 0 && n === rounds - inOne) {
      await world.changeForm('one');
      player.shuffle();
    }
    const report = await player.next();
    faults.push(...report.faults);
    say(line(report));
    played += 1;
  }
  if (cuts > 0 && faults.length === 0)
    faults.push(...(await disconnects(world, traffic, proxy, { cuts, stopping }, say)));
  const { ledger, subscribers } = traffic;
  const lost = [...ledger.lost].map(([reason, count]) => `${reason} ${count}`).join(', ');
  const resyncs = subscribers.reduce((total, subscriber) => total + subscriber.resyncs.length, 0);
  const partial = subscribers.reduce((total, subscriber) => total + subscriber.partial, 0);
  say(`answers lost: ${lost || 'none'}; RESYNC ${resyncs}; events with a part missing ${partial}; cuts ${proxy.cuts}`);
  if (faults.length > 0) say(keepEvidence(world, traffic, options));
  const events = subscribers.reduce((total, { received }) => total + received.length, 0);
  const summary =
    `${played} rounds, ${proxy.cuts} cuts, ${ledger.acknowledged.length} acknowledged transitions, ` +
    `${events} events delivered in ${seconds(performance.now() - begun)}: ${faults.length === 0 ? 'nothing lost, doubled or missed' : 'FAILED'}`;
  return { faults, summary };
}
