import { generateLoad, type Load, type Target } from './http-load.js';
import { median } from './latencies.js';
import { ratioOfRounds } from './ratio-of-rounds.js';

/** How long to measure, and with how much at a time. */
export interface MeasureOptions {
  readonly rounds: number;
  /** How long one round of one contender lasts. */
  readonly seconds: number;
  readonly warmUpSeconds: number;
  readonly connections: number;
}

/** Running totals beside the load, such as processor time, by name. */
export type Meters = Readonly<Record<string, number>>;

/** What one contender is measured through. */
export interface MeasuredTarget extends Target {
  /** Read right before and after each round. */
  readMeters?(): Promise<Meters>;
}

/** One round of one contender, with what each meter moved by, for one request. */
export interface Round extends Load {
  readonly perRequest: Meters;
}

/** A contender's figures: medians over all rounds. */
export interface Figures {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly requests: number;
  readonly bytes: number;
  readonly perRequest: Meters;
  readonly rounds: readonly Round[];
}

/**
 * Warms everybody up, then measures in rounds. The order is turned round from round to round, so that nobody always runs
 * behind the same one; while one is measured the others idle.
 */
export async function measure(
  targets: ReadonlyMap<string, MeasuredTarget>,
  { rounds, seconds, warmUpSeconds, connections }: MeasureOptions,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<string, Figures>> {
  const names = [...targets.keys()];
  const measured = new Map<string, Round[]>(names.map((name) => [name, []]));
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
      const seen = await measureRound(target, { connections, seconds });
      measured.get(name)?.push(seen);
      onProgress(`round ${round} of ${rounds}: ${name} ${seen.requestsPerSecond.toFixed(0)} req/s`);
    }
  }
  return new Map([...measured].map(([name, seen]) => [name, figuresOf(seen)]));
}

async function measureRound(target: MeasuredTarget, options: { connections: number; seconds: number }): Promise<Round> {
  const before = (await target.readMeters?.()) ?? {};
  const load = await generateLoad(target, options);
  const after = (await target.readMeters?.()) ?? {};
  const perRequest = Object.entries(before).map(([name, at]) => [name, ((after[name] ?? at) - at) / load.requests]);
  return { ...load, perRequest: Object.fromEntries(perRequest) as Meters };
}

function figuresOf(rounds: readonly Round[]): Figures {
  const middle = (read: (round: Round) => number): number => median(rounds.map(read));
  const meters = Object.keys(rounds[0]?.perRequest ?? {});
  return {
    requestsPerSecond: middle((round) => round.requestsPerSecond),
    p50Ms: middle((round) => round.p50Ms),
    p99Ms: middle((round) => round.p99Ms),
    requests: rounds.reduce((sum, round) => sum + round.requests, 0),
    bytes: Math.round(middle((round) => round.bytes)),
    perRequest: Object.fromEntries(meters.map((name) => [name, middle((round) => round.perRequest[name] ?? 0)])),
    rounds,
  };
}

/** One contender's rounds as a ratio to another's: of requests per second, unless told. */
export function ratioOf(
  own: readonly Round[],
  base: readonly Round[],
  read: (round: Round) => number = (round) => round.requestsPerSecond,
): number {
  return ratioOfRounds(own, base, read);
}
