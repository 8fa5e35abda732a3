import { setTimeout as sleep } from 'node:timers/promises';
import { processorMs } from '../../load/process-usage.js';
import type { Contender } from '../contenders.js';
import { readMessage } from '../documents.js';
import type { LiveOptions } from '../options.js';
import { closedLoop } from '../subscribers/closed-loop.js';
import { Crowd } from '../subscribers/crowd.js';

/** One round of one contender. */
export interface FanOutRound {
  readonly deliveriesPerSecond: number;
  readonly events: number;
  /** Processor time of the server's process for one delivery; not a number where the system does not tell. */
  readonly processorUs: number;
}

/** A server closes many sockets for a while. */
const goodbyeMs = 1_000;

/**
 * Rounds of everybody, whose order is turned round each time. The sockets of a round are opened for it, so that nobody
 * pings or keeps anything while another one is measured.
 */
export async function measureFanOut(
  contenders: readonly Contender[],
  sockets: number,
  options: LiveOptions,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<Contender, readonly FanOutRound[]>> {
  const measured = new Map<Contender, FanOutRound[]>(contenders.map((contender) => [contender, []]));
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const contender of round % 2 === 1 ? contenders : contenders.toReversed()) {
      const seen = await measureRound(contender, sockets, options);
      measured.get(contender)?.push(seen);
      onProgress(
        `${sockets} sockets, round ${round} of ${options.rounds}: ${contender.name} ${seen.deliveriesPerSecond.toFixed(0)} deliveries/s`,
      );
    }
  }
  return measured;
}

async function measureRound(
  { greetings, emit, pid }: Contender,
  sockets: number,
  { seconds, warmUpSeconds, window }: LiveOptions,
): Promise<FanOutRound> {
  using crowd = await Crowd.gather(await greetings(sockets), emit);
  readMessage(await crowd.tellAlike(emit));
  await closedLoop(crowd, emit, { seconds: warmUpSeconds, window });
  const before = await processorMs(pid);
  const { deliveries, deliveriesPerSecond, events } = await closedLoop(crowd, emit, { seconds, window });
  const after = await processorMs(pid);
  readMessage(await crowd.tellAlike(emit));
  crowd[Symbol.dispose]();
  await sleep(goodbyeMs);
  const processorUs = ((after ?? Number.NaN) - (before ?? Number.NaN)) * 1000;
  return { deliveriesPerSecond, events, processorUs: processorUs / deliveries };
}
