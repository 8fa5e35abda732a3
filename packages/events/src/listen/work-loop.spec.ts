import { setTimeout as sleep } from 'node:timers/promises';
import { WorkLoop } from './work-loop.js';

/** A loop that is only woken, with the times of its steps; the first is its look at the start. */
function watched(gatherMs: number) {
  const steps: number[] = [];
  const step = (): Promise<boolean> => {
    steps.push(performance.now());
    return Promise.resolve(false);
  };
  const onError = (error: unknown): never => {
    throw error as Error;
  };
  const loop = new WorkLoop({ step, pollMs: () => 3_600_000, gatherMs, onError });
  loop.start();
  return { loop, steps };
}

describe('WorkLoop', () => {
  it('gathers what rings while it goes on', async () => {
    const { loop, steps } = watched(100);
    while (steps.length < 5) {
      loop.ringSoon();
      await sleep(2);
    }
    await loop.stop();
    const rung = steps.slice(1);
    // A timer may fire within the millisecond before its time.
    expect(rung.slice(1).every((at, index) => at - rung[index]! > 98)).toBe(true);
  });

  it('takes the first at once, and at any time what must be answered', async () => {
    const { loop, steps } = watched(3_600_000);
    loop.ringSoon();
    while (steps.length < 2) await sleep(1);
    loop.ringSoon();
    loop.ring();
    while (steps.length < 3) await sleep(1);
    await sleep(20);
    expect(steps).toHaveLength(3);
    await loop.stop();
  });
});
