const over = { done: true as const, value: undefined };

/**
 * A stream that is still being made. Whoever leaves before it is there, leaves it when it is: `return` also reaches a
 * stream that waits for its next result.
 */
export function laterStream<Result>(making: Promise<AsyncIterable<Result>>): AsyncIterableIterator<Result> {
  let left = false;
  const opening = making.then((stream) => stream[Symbol.asyncIterator]());
  // Told to whoever asks for a result; nobody may.
  opening.catch(() => undefined);
  return {
    async next() {
      if (left) return over;
      const opened = await opening;
      return left ? over : opened.next();
    },
    async return() {
      left = true;
      await opening.then((opened) => opened.return?.(undefined)).catch(() => undefined);
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
