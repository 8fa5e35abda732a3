import { createSourceEventStream, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { SubgraphRequest } from '../engine-types.js';
import type { CompiledDocument } from './compile-document.js';

interface EventSource<Context> {
  readonly schema: GraphQLSchema;
  createContext(requestContext: Context): unknown;
}

/** What a subscription's source brings, and what becomes of each event; or the answer of one that was refused. */
interface Opened {
  readonly events: AsyncIterator<unknown>;
  resultOf(event: unknown): Promise<ExecutionResult> | ExecutionResult;
}

/**
 * The events of a subscription of a local schema. Not a generator: `return` must reach the source also while `next`
 * waits for an event, and a generator would queue it behind that event.
 */
export function localEvents<Context>(
  { schema, createContext }: EventSource<Context>,
  { document, run }: CompiledDocument,
  request: SubgraphRequest<Context>,
  tell: (result: ExecutionResult) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  let opening: Promise<Opened> | undefined;
  let returned = false;

  const open = async (): Promise<Opened> => {
    const contextValue = await createContext(request.context);
    const variableValues = { ...request.variables };
    const opened = await createSourceEventStream({ schema, document, contextValue, variableValues });
    if (!(Symbol.asyncIterator in opened)) return { events: single(opened), resultOf: () => opened };
    return {
      events: opened[Symbol.asyncIterator](),
      resultOf: (event) => run(contextValue, variableValues, event),
    };
  };

  return {
    async next() {
      if (returned) return over;
      const { events, resultOf } = await (opening ??= open());
      const event = await events.next();
      if (event.done || returned) return over;
      const result = await resultOf(event.value);
      return returned ? over : { done: false, value: tell(result) };
    },
    async return() {
      returned = true;
      await (await opening)?.events.return?.();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const over = { done: true as const, value: undefined };

async function* single(result: ExecutionResult): AsyncGenerator<ExecutionResult, void> {
  yield result;
}
