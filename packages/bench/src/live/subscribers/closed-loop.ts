import type { Crowd, Emit } from './crowd.js';

/** How events follow each other. */
export interface LoopOptions {
  readonly seconds: number;
  /** Events under way at a time: the next one is told when the event so many before it has reached everybody. */
  readonly window: number;
}

/** What a loop saw. */
export interface Loop {
  readonly events: number;
  readonly deliveries: number;
  readonly deliveriesPerSecond: number;
}

/** Tells events for a while, never more at a time than everybody takes in: no backlog is measured. */
export async function closedLoop(crowd: Crowd, emit: Emit, { seconds, window }: LoopOptions): Promise<Loop> {
  const before = crowd.told;
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const lane = async (): Promise<void> => {
    do await crowd.tell(emit);
    while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: window }, lane));
  const tookSeconds = (performance.now() - begun) / 1000;
  const events = crowd.told - before;
  const deliveries = events * crowd.size;
  return { events, deliveries, deliveriesPerSecond: deliveries / tookSeconds };
}
