import type { Contender } from '../contenders.js';
import { Crowd } from '../subscribers/crowd.js';
import { memoryAtRest, type MemoryNote } from './memory-notes.js';

/** What one batch of subscribers added to the memory of a server: bytes for each of them. */
export type IdleBatch = MemoryNote;

/** The first batch pays for what all share, and does not count. */
const batches = 5;

/** What subscribers cost who wait for events: they come in batches, and what each batch adds is a round. */
export async function measureIdle(
  contenders: readonly Contender[],
  sockets: number,
  folder: string,
  onProgress: (text: string) => void,
): Promise<ReadonlyMap<Contender, readonly IdleBatch[]>> {
  const measured = new Map<Contender, IdleBatch[]>();
  for (const contender of contenders) {
    const size = Math.ceil(sockets / batches);
    const greetings = await contender.greetings(size * batches);
    using crowd = await Crowd.gather(greetings.slice(0, size), contender.emit);
    const seen: IdleBatch[] = [];
    let before = await memoryAtRest(folder, contender.pid);
    for (let first = size; first < greetings.length; first += size) {
      await crowd.admit(greetings.slice(first, first + size));
      await crowd.settle(contender.emit);
      const after = await memoryAtRest(folder, contender.pid);
      seen.push({ held: (after.held - before.held) / size, resident: (after.resident - before.resident) / size });
      before = after;
    }
    measured.set(contender, seen);
    onProgress(`${contender.name}: ${seen.map(({ held }) => (held / 1024).toFixed(1)).join(' ')} KiB`);
  }
  return measured;
}
