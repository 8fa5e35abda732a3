import type { Result, Subscription } from './client.types.js';
import { EventBuffer } from './event-buffer.js';
import { Follower, type Following } from './follow.js';

/** What a subscription is opened with. */
export type Opening<Data> = Omit<Following<Data>, 'buffer'>;

const defaultBuffer = 256;

/** Starts to follow, and gives the end that is read. */
export function openSubscription<Data>(opening: Opening<Data>): Subscription<Data> {
  const { link, options } = opening;
  const leaving = new AbortController();
  const signal = AbortSignal.any([opening.signal, leaving.signal]);
  const buffer = new EventBuffer<Result<Data>>(options.buffer ?? defaultBuffer);
  const forget = (): void => {
    buffer.end();
    buffer.clear();
  };
  if (signal.aborted) forget();
  signal.addEventListener('abort', forget);
  const leave = link.join();
  void new Follower({ ...opening, buffer, signal })
    .run()
    .then(
      () => buffer.end(),
      (error: unknown) => buffer.end({ error }),
    )
    .finally(() => {
      signal.removeEventListener('abort', forget);
      leave();
    });

  const take = (): Promise<IteratorResult<Result<Data>, undefined>> => buffer.take();
  let reading: Promise<unknown> = Promise.resolve();
  const subscription: Subscription<Data> = {
    next() {
      const next = reading.then(take, take);
      reading = next;
      return next;
    },
    async return() {
      leaving.abort();
      forget();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => subscription,
  };
  return subscription;
}
