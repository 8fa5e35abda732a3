import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { machineKind } from '../report/machine.js';
import { connected, platformDatabase } from './database.js';
import { measureIdleRelay } from './idle.js';
import { measureTransitions } from './measure-transitions.js';
import { measureMoves, moversOf } from './moves.js';
import { contenders, type RelayOptions } from './options.js';
import { type Part, tableOf, writeReport } from './report.js';
import { type Mutator, mutatorsOf } from './transitions.js';
import { emptyTransitions } from './transitions.sql.js';

const progress = (text: string): void => console.error(`  ${text}`);

/** Each contender has connections of its own; the benchmark, the relay and the server have a few more. */
const sessionsOf = ({ connections }: RelayOptions): number => contenders.length * connections + 50;

/** What events cost before anybody hears of them: writing them, moving them to the log, and waiting for more. */
export async function benchRelay(options: RelayOptions): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  opened.defer(() => rmSync(folder, { recursive: true, force: true }));
  progress('letting the platform make its database');
  const { adminUrl } = await platformDatabase(folder, sessionsOf(options), opened);
  const client = await connected(adminUrl, opened);
  const taking = <Each extends { name: string }>(all: readonly Each[]): readonly Each[] =>
    all.filter(({ name }) => options.only.length === 0 || options.only.includes(name));

  const moves = await measureMoves(taking(moversOf(client, adminUrl)), client, options, progress);
  const transitions = await transitionsOf(adminUrl, client, options, taking);
  progress('watching an idle relay');
  for (const text of emptyTransitions) await client.query(text);
  const idle = await measureIdleRelay(adminUrl, client, options.idleSeconds);
  const parts: Part[] = [
    { name: 'moves', unit: 'events', speeds: moves },
    { name: 'transitions', unit: 'transitions', speeds: transitions },
  ];
  const { connections, events, rounds, seconds } = options;
  const conditions = `${events.toLocaleString('en')} events, ${connections} clients, ${rounds} × ${seconds} s; ${machineKind()}`;
  console.log(`\n${conditions}\n\n${parts.map(tableOf).join('\n\n')}\n`);
  console.log(
    `idle relay, by the minute: ${idle.processorMs.toFixed(0)} ms of processor time, ${idle.statements.toFixed(0)} statements\n`,
  );
  if (!options.smoke) console.log(writeReport(parts, idle, options, conditions).join('\n'));
}

/** On connections that are closed behind it: an idle session tells the statistics of its transactions late. */
async function transitionsOf(
  adminUrl: string,
  client: Client,
  options: RelayOptions,
  taking: (all: readonly Mutator[]) => readonly Mutator[],
): Promise<ReadonlyMap<Mutator, readonly number[]>> {
  await using opened = new AsyncDisposableStack();
  const mutators = taking(await mutatorsOf(adminUrl, options, opened));
  return await measureTransitions(mutators, client, options, progress);
}
