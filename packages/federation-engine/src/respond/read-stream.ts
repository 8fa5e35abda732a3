import type { ExecutionResult } from 'graphql';
import type { TextResult } from '../engine-types.js';
import { readResult } from './text-result.js';

/** A stream of results as objects. Not a generator: `return` must reach the stream also while it waits for a result. */
export function readStream(texts: AsyncIterable<TextResult>): AsyncIterableIterator<ExecutionResult> {
  const source = texts[Symbol.asyncIterator]();
  return {
    async next() {
      const step = await source.next();
      return step.done ? over : { done: false, value: readResult(step.value) };
    },
    async return() {
      await source.return?.();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const over = { done: true as const, value: undefined };
