import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../load/latencies.js';
import { residentMiB } from '../../load/process-usage.js';
import type { World } from '../world/world.js';
import type { LiveOptions } from '../options.js';
import { Crowd } from '../subscribers/crowd.js';

/** One round with all readers well, or with some stalled. */
export interface StalledRound {
  readonly sockets: number;
  readonly stalled: number;
  /** Told in the round. */
  readonly events: number;
  /** The most that the server held while events went out. */
  readonly peakMiB: number;
  /** Above what it held when all had subscribed. */
  readonly grownMiB: number;
  /** From the commit to the readers that are well in both kinds of rounds. */
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Stalled readers that found where to resume from when they read on. */
  readonly toldToResume: number;
}

const sampleMs = 100;
/** One in so many readers stalls. */
const share = 5;
/** Of some 10 KB each: stalled readers are cut off early in a round. */
const usualEvents = 500;

/** Rounds with and without stalled readers, in turns. */
export async function measureStalled(
  { pid, world }: { readonly pid: number; readonly world: World },
  sockets: number,
  { rounds, smoke }: LiveOptions,
  onProgress: (text: string) => void,
): Promise<readonly StalledRound[]> {
  const measured: StalledRound[] = [];
  const stalled = Math.floor(sockets / share);
  const events = smoke ? usualEvents / 100 : usualEvents;
  // The first round grows the heap for all later ones, so it counts for neither kind.
  for (let number = 0; number <= rounds; number += 1) {
    for (const count of number % 2 === 1 ? [0, stalled] : [stalled, 0]) {
      const seen = await round(pid, world, { sockets, stalled, count, events });
      if (number > 0) measured.push(seen);
      onProgress(
        `round ${number} of ${rounds}: ${count} stalled, peak ${seen.peakMiB.toFixed(0)} MiB, p99 ${seen.p99Ms.toFixed(1)} ms`,
      );
    }
  }
  return measured;
}

async function round(
  pid: number,
  world: World,
  { sockets, stalled, count, events }: { sockets: number; stalled: number; count: number; events: number },
): Promise<StalledRound> {
  using crowd = await Crowd.gather(await world.greetings(sockets, 'long'), world.emit);
  const resident = async (): Promise<number> => (await residentMiB(pid)) ?? Number.NaN;
  const before = await resident();
  crowd.stall(count);
  let peakMiB = before;
  let over = false;
  const watching = (async (): Promise<void> => {
    while (!over) {
      peakMiB = Math.max(peakMiB, await resident());
      await sleep(sampleMs);
    }
  })();
  const latencies: number[] = [];
  const others = crowd.some(stalled - count);
  let sent = 0;
  crowd.onDelivery = (_event, subscriber) => {
    if (!others.has(subscriber)) latencies.push(performance.now() - sent);
  };
  for (let event = 0; event < events; event += 1) {
    await crowd.tell(() => {
      sent = performance.now();
      return world.emit();
    });
  }
  crowd.onDelivery = undefined;
  over = true;
  await watching;
  const toldToResume = await crowd.awakened('RESYNC');
  crowd[Symbol.dispose]();
  await sleep(2 * 1000);
  const sorted = Float64Array.from(latencies).sort();
  return {
    sockets,
    stalled: count,
    events,
    peakMiB,
    grownMiB: peakMiB - before,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    toldToResume,
  };
}
