import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from 'pg';
import { processorMs } from '../load/process-usage.js';
import { runPeer } from '../peers/run-peer.js';

/** What a relay costs that has nothing to move, by the minute. */
export interface IdleCost {
  /** Processor time of its process. */
  readonly processorMs: number;
  /** Transactions in the database; each is one statement. */
  readonly statements: number;
}

const transactions = `select xact_commit + xact_rollback as count from pg_stat_database where datname = current_database()`;
/** Sessions tell the statistics of their transactions with some delay. */
const settleMs = 2_000;

/** Watches an idle relay in a process of its own, beside what the watching session does. */
export async function measureIdleRelay(adminUrl: string, client: Client, seconds: number): Promise<IdleCost> {
  await using relay = await runPeer({ benchmark: 'relay', name: 'relay', options: { url: adminUrl } });
  await sleep(settleMs);
  const count = async (): Promise<number> =>
    Number((await client.query<{ count: string }>(transactions)).rows[0]?.count);
  const before = { at: performance.now(), used: await processorMs(relay.pid), count: await count() };
  await sleep(seconds * 1000);
  const after = { at: performance.now(), used: await processorMs(relay.pid), count: await count() };
  const minutes = (after.at - before.at) / 60_000;
  return {
    processorMs: ((after.used ?? Number.NaN) - (before.used ?? Number.NaN)) / minutes,
    // The first look is in the second count.
    statements: Math.max(0, after.count - before.count - 1) / minutes,
  };
}
