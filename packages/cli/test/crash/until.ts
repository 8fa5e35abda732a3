import { setTimeout as sleep } from 'node:timers/promises';

const lookMs = 10;

/** Looks again and again until there is what is waited for; a look that throws has not found it. */
export async function until<T>(
  what: string,
  withinMs: number,
  look: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let last = '';
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      last = '';
    } catch (error) {
      last = error instanceof Error ? `: ${error.message}` : `: ${String(error)}`;
    }
    if (performance.now() > deadline) {
      throw new Error(`${what}: not within ${withinMs} ms${last}`);
    }
    await sleep(lookMs);
  }
}
