import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../../load/latencies.js';
import type { Contender } from '../contenders.js';
import type { LiveOptions } from '../options.js';
import { Crowd } from '../subscribers/crowd.js';

/** A contender whose events can be timed. */
export interface TimedContender extends Omit<Contender, 'emit'> {
  /** Another one, before this, whose subscribers get these events, too. */
  readonly watchedBy?: string;
  /**
   * Makes one event happen: the transaction, and what its writer does behind it. Says when COMMIT was sent, and when it
   * had returned.
   */
  commit(): Promise<{ readonly sent: number; readonly returned: number }>;
}

/** One round of one contender: milliseconds to each client. */
export interface LatencyRound {
  readonly events: number;
  readonly fromReturnedP50Ms: number;
  readonly fromReturnedP99Ms: number;
  readonly fromSentP50Ms: number;
  readonly fromSentP99Ms: number;
}

/** Longest pause between two events. */
const longestGapMs = 20;

/**
 * From COMMIT to the client, one event at a time, with gaps in which the machine comes to rest. Both ends are read off
 * one process's clock.
 */
export async function measureLatency(
  contenders: readonly TimedContender[],
  sockets: number,
  options: LiveOptions,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<TimedContender, readonly LatencyRound[]>> {
  await using crowds = new AsyncDisposableStack();
  const gathered = new Map<TimedContender, Crowd>();
  for (const contender of contenders) {
    const emit = async (): Promise<void> => void (await contender.commit());
    const watching = [...gathered].find(([{ name }]) => name === contender.watchedBy)?.[1];
    const crowd = watching ?? crowds.use(await Crowd.gather(await contender.greetings(sockets), emit));
    await round(contender, crowd, options.warmUpSeconds);
    gathered.set(contender, crowd);
  }
  const measured = new Map<TimedContender, LatencyRound[]>(contenders.map((contender) => [contender, []]));
  for (let number = 1; number <= options.rounds; number += 1) {
    for (const [contender, crowd] of number % 2 === 1 ? [...gathered] : [...gathered].reverse()) {
      const seen = await round(contender, crowd, options.seconds);
      measured.get(contender)?.push(seen);
      onProgress(
        `${sockets} sockets, round ${number} of ${options.rounds}: ${contender.name} p50 ${seen.fromReturnedP50Ms.toFixed(2)} ms`,
      );
    }
  }
  return measured;
}

async function round({ commit }: TimedContender, crowd: Crowd, seconds: number): Promise<LatencyRound> {
  const fromReturned: number[] = [];
  const fromSent: number[] = [];
  const end = performance.now() + seconds * 1000;
  let events = 0;
  do {
    const arrivals: number[] = [];
    crowd.onDelivery = () => void arrivals.push(performance.now());
    let at = { sent: 0, returned: 0 };
    await crowd.tell(async () => void (at = await commit()));
    for (const arrival of arrivals) {
      fromSent.push(arrival - at.sent);
      fromReturned.push(arrival - at.returned);
    }
    events += 1;
    await sleep(1 + Math.random() * (longestGapMs - 1));
  } while (performance.now() < end);
  crowd.onDelivery = undefined;
  const share = (values: number[], part: number): number => percentile(Float64Array.from(values).sort(), part);
  return {
    events,
    fromReturnedP50Ms: share(fromReturned, 0.5),
    fromReturnedP99Ms: share(fromReturned, 0.99),
    fromSentP50Ms: share(fromSent, 0.5),
    fromSentP99Ms: share(fromSent, 0.99),
  };
}
