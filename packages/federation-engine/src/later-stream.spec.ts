import { laterStream } from './later-stream.js';

const never = new Promise<never>(() => undefined);

/** A stream that waits for ever, and says when it is left. */
function waiting(): { stream: AsyncIterable<number>; left: Promise<void> } {
  let leave: (() => void) | undefined;
  const left = new Promise<void>((resolve) => (leave = resolve));
  const stream: AsyncIterable<number> = {
    [Symbol.asyncIterator]: () => ({
      next: () => never,
      async return() {
        leave?.();
        return { done: true, value: undefined };
      },
    }),
  };
  return { stream, left };
}

async function* counting(): AsyncGenerator<number> {
  yield await Promise.resolve(1);
  yield 2;
}

test('brings what the stream brings', async () => {
  const seen: number[] = [];
  for await (const one of laterStream(Promise.resolve(counting()))) seen.push(one);
  expect(seen).toEqual([1, 2]);
});

test('who leaves while it waits leaves the stream', async () => {
  const { stream, left } = waiting();
  const later = laterStream(Promise.resolve(stream));
  void later.next();
  await later.return?.();
  await left;
  expect((await later.next()).done).toBe(true);
});

test('who leaves before it is there opens nothing that stays open', async () => {
  const { stream, left } = waiting();
  let make: ((stream: AsyncIterable<number>) => void) | undefined;
  const later = laterStream(new Promise<AsyncIterable<number>>((resolve) => (make = resolve)));
  const next = later.next();
  const leaving = later.return?.();
  make?.(stream);
  await Promise.all([left, leaving]);
  expect((await next).done).toBe(true);
});

test('a stream that cannot be made fails the reader, and nobody else', async () => {
  const later = laterStream(Promise.reject<AsyncIterable<number>>(new Error('a fault')));
  await expect(later.next()).rejects.toThrow('a fault');
  expect((await later.return?.())?.done).toBe(true);
});
