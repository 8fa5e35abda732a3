import { startRelay } from '@lianxin/events';
import type { Client } from 'pg';
import * as sql from './moves.sql.js';
import type { RelayOptions } from './options.js';

/** One way to move what is in an outbox to a log. */
export interface Mover {
  readonly name: string;
  /** What the report calls it. */
  readonly title: string;
  readonly isOwn: boolean;
  /** Moves everything; returns how long that took. */
  move(): Promise<number>;
}

/** Rows that the relay moves in one statement. */
const batchSize = 1_000;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Plain SQL first, then the relay. */
export function moversOf(client: Client, adminUrl: string): readonly Mover[] {
  return [
    {
      name: 'plain',
      title: 'INSERT … SELECT, all in one statement',
      isOwn: false,
      move: () => timed(() => client.query(sql.moveAll)),
    },
    {
      name: 'plain-batches',
      title: `INSERT … SELECT, ${batchSize.toLocaleString('en')} at a time`,
      isOwn: false,
      move: () =>
        timed(async () => {
          while (((await client.query(sql.moveSome, [batchSize])).rowCount ?? 0) > 0);
        }),
    },
    {
      name: 'relay',
      title: 'Lianxin relay',
      isOwn: true,
      async move() {
        const failures: unknown[] = [];
        const begun = performance.now();
        const relay = await startRelay({
          url: adminUrl,
          sources: ['suggestions'],
          batchSize,
          onError: (error) => failures.push(error),
        });
        try {
          await relay.drain();
          return performance.now() - begun;
        } finally {
          await relay.stop();
          if (failures.length > 0) throw failures[0];
        }
      },
    },
  ];
}

/** Events a second of every mover, round by round; the order is turned round each time. */
export async function measureMoves(
  movers: readonly Mover[],
  client: Client,
  { rounds, events }: RelayOptions,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<Mover, readonly number[]>> {
  await client.query(sql.createPlainLog);
  const measured = new Map<Mover, number[]>(movers.map((mover) => [mover, []]));
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const mover of round % 2 === 1 ? movers : movers.toReversed()) {
      await client.query(sql.emptyPlainLog);
      await client.query(sql.vacuumOutbox);
      await client.query(sql.fillOutbox, [events]);
      await client.query('checkpoint');
      const perSecond = events / ((await mover.move()) / 1000);
      const { rowCount } = await client.query('select from suggestions.outbox limit 1');
      if (rowCount !== 0) throw new Error(`${mover.name} left events behind`);
      if (round > 0) measured.get(mover)?.push(perSecond);
      onProgress(`round ${round} of ${rounds}: ${mover.name} ${perSecond.toFixed(0)} events/s`);
    }
  }
  return measured;
}
