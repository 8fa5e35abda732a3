import type { Client } from 'pg';
import type { RelayOptions } from './options.js';
import type { Mutator } from './transitions.js';
import { emptyTransitions } from './transitions.sql.js';

/** Transitions before each round that are not counted. */
const leadInSeconds = 0.5;

/** Transitions a second of every mutator, round by round; the order is turned round each time. */
export async function measureTransitions(
  mutators: readonly Mutator[],
  client: Client,
  { rounds, seconds, warmUpSeconds, connections }: RelayOptions,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<Mutator, readonly number[]>> {
  const measured = new Map<Mutator, number[]>(mutators.map((mutator) => [mutator, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const mutator of round % 2 === 1 ? mutators : mutators.toReversed()) {
      for (const text of emptyTransitions) await client.query(text);
      await client.query('vacuum suggestions.suggestion');
      await client.query('checkpoint');
      // A pool closes what was idle for as long as the others' turns take, and a new session maps its memory page by page.
      await transitionsPerSecond(mutator, connections, Math.min(leadInSeconds, seconds));
      const perSecond = await transitionsPerSecond(mutator, connections, round === 0 ? warmUpSeconds : seconds);
      if (round > 0) measured.get(mutator)?.push(perSecond);
      onProgress(`round ${round} of ${rounds}: ${mutator.name} ${perSecond.toFixed(0)} transitions/s`);
    }
  }
  return measured;
}

async function transitionsPerSecond(mutator: Mutator, clients: number, seconds: number): Promise<number> {
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let made = 0;
  const work = async (_: unknown, client: number): Promise<void> => {
    while (performance.now() < end) {
      await mutator.transition(client);
      made += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  return made / ((performance.now() - begun) / 1000);
}
