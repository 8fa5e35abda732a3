import { setTimeout as sleep } from 'node:timers/promises';

const lookMs = 10;

/** Looks again and again until there is what is waited for; a look that throws has not found it. */
export async function until<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${withinMs} ms${last ? ` (${String(last)})` : ''}`, { cause: last });
    }
    await sleep(lookMs);
  }
}
