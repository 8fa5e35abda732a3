/** How long to wait between attempts. */
export interface Backoff {
  /** Milliseconds before the second attempt, doubled with each further one. */
  readonly baseMs: number;
  readonly maxMs: number;
}

export const defaultBackoff: Backoff = { baseMs: 1_000, maxMs: 30_000 };

/**
 * Milliseconds to wait after so many failures: between half and the whole of the doubled base, so that clients which
 * lost one server do not come back in one moment. `random` gives 0 to 1.
 */
export function backoffMs({ baseMs, maxMs }: Backoff, failures: number, random: () => number = Math.random): number {
  const whole = Math.min(maxMs, baseMs * 2 ** Math.min(Math.max(0, failures - 1), 30));
  return Math.round(whole / 2 + (whole / 2) * random());
}

/** Waits, or until the signal is aborted; it never rejects. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const go = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    signal.addEventListener('abort', go);
  });
}

/** The promise's outcome, or the signal's reason if that comes first. */
export async function unlessAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const left = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { signal: left.signal });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    left.abort();
  }
}
