import { generateLoad, type Load, type Target } from '../load/http-load.js';
import { median } from '../load/latencies.js';
import type { BenchOptions } from './options.js';

/** A contender's figures over all rounds. */
export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Requests per second as a ratio to the first contender's in the same round; the median of the rounds. */
  readonly ratio: number;
  readonly requests: number;
  readonly bytes: number;
  readonly rounds: readonly Load[];
}

/**
 * Warms everybody up, then measures in rounds. The order is turned round from round to round, so that nobody always runs
 * behind the same one; while one is measured the others idle.
 */
export async function measure(
  targets: ReadonlyMap<string, Target>,
  { rounds, seconds, warmUpSeconds, connections }: BenchOptions,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<string, Figures>> {
  const names = [...targets.keys()];
  const loads = new Map<string, Load[]>(names.map((name) => [name, []]));
  for (const [name, target] of targets) {
    onProgress(`warm-up: ${name}`);
    await generateLoad(target, { connections, seconds: warmUpSeconds });
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const name of round % 2 === 1 ? names : names.toReversed()) {
      const target = targets.get(name);
      if (!target) continue;
      // Pools let go of connections while they idle; opening them again and preparing anew is not what is measured.
      await generateLoad(target, { connections, seconds: Math.min(0.5, warmUpSeconds) });
      const load = await generateLoad(target, { connections, seconds });
      loads.get(name)?.push(load);
      onProgress(`round ${round} of ${rounds}: ${name} ${load.requestsPerSecond.toFixed(0)} req/s`);
    }
  }
  const base = loads.get(names[0] ?? '') ?? [];
  return new Map([...loads].map(([name, measured]) => [name, figuresOf(measured, base)]));
}

function figuresOf(rounds: readonly Load[], base: readonly Load[]): Figures {
  const middle = (read: (load: Load, index: number) => number): number => median(rounds.map(read));
  return {
    requestsPerSecond: middle((load) => load.requestsPerSecond),
    p50Ms: middle((load) => load.p50Ms),
    p99Ms: middle((load) => load.p99Ms),
    ratio: middle((load, index) => load.requestsPerSecond / (base[index]?.requestsPerSecond ?? load.requestsPerSecond)),
    requests: rounds.reduce((sum, load) => sum + load.requests, 0),
    bytes: Math.round(middle((load) => load.bytes)),
    rounds,
  };
}
