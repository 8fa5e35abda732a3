/** What a browser's window has, and Node has not. */
interface Events {
  addEventListener?(type: 'online', listener: () => void): void;
  removeEventListener?(type: 'online', listener: () => void): void;
}

/** A signal to stop waiting: when the given one says so, or when a browser finds its network again. */
export function wakingUp(given: AbortSignal): { readonly signal: AbortSignal; stop(): void } {
  const events = globalThis as Events;
  const wake = new AbortController();
  const go = (): void => wake.abort();
  if (given.aborted) go();
  given.addEventListener('abort', go);
  events.addEventListener?.('online', go);
  return {
    signal: wake.signal,
    stop() {
      given.removeEventListener('abort', go);
      events.removeEventListener?.('online', go);
    },
  };
}
