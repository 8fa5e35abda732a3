import { backoffMs, pause, unlessAborted } from './backoff.js';

describe('backoffMs', () => {
  const backoff = { baseMs: 100, maxMs: 1_000 };
  const range = (failures: number) => [backoffMs(backoff, failures, () => 0), backoffMs(backoff, failures, () => 1)];

  it('doubles with each failure up to the longest, and spreads over the upper half', () => {
    expect([1, 2, 3, 4, 5, 6].map(range)).toEqual([
      [50, 100],
      [100, 200],
      [200, 400],
      [400, 800],
      [500, 1_000],
      [500, 1_000],
    ]);
  });

  it('stays in its bounds whatever it is asked', () => {
    expect(range(0)).toEqual([50, 100]);
    expect(range(100_000)).toEqual([500, 1_000]);
    for (let n = 0; n < 100; n += 1) {
      const ms = backoffMs(backoff, 2);
      expect(ms).toBeGreaterThanOrEqual(100);
      expect(ms).toBeLessThanOrEqual(200);
    }
  });
});

describe('pause', () => {
  it('ends at once when its signal is or gets aborted', async () => {
    const abort = new AbortController();
    const paused = pause(1_000_000, abort.signal);
    abort.abort();
    await paused;
    await pause(1_000_000, abort.signal);
    await pause(0, new AbortController().signal);
  });
});

describe('unlessAborted', () => {
  it('brings the outcome, or the reason why nobody waits for it', async () => {
    const abort = new AbortController();
    expect(await unlessAborted(Promise.resolve(1), abort.signal)).toBe(1);
    await expect(unlessAborted(Promise.reject(new Error('no')), abort.signal)).rejects.toThrow('no');
    const waiting = unlessAborted(new Promise(() => undefined), abort.signal);
    abort.abort(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
  });
});
