import { once } from 'node:events';

/** What work that is under way throws when the program has been asked to stop. */
export class StopRequested extends Error {
  override readonly name = 'StopRequested';
}

/**
 * Aborts, with a StopRequested as its reason, at the first SIGINT or SIGTERM. A second one ends the program at once:
 * somebody is in a hurry.
 */
export function stopSignal(onSecond: () => void): AbortSignal {
  const stopping = new AbortController();
  const handle = (): void => {
    if (stopping.signal.aborted) onSecond();
    stopping.abort(new StopRequested());
  };
  process.on('SIGINT', handle);
  process.on('SIGTERM', handle);
  return stopping.signal;
}

/** Waits until the program is asked to stop. */
export async function stopAsked(stopping: AbortSignal): Promise<void> {
  if (!stopping.aborted) await once(stopping, 'abort');
}
