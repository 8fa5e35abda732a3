import { subscribe, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { SubgraphRequest } from '../engine-types.js';

interface EventSource<Context> {
  readonly schema: GraphQLSchema;
  createContext(requestContext: Context): unknown;
}

/**
 * The events of a subscription of a local schema. Not a generator: `return` must reach the source also while `next`
 * waits for an event, and a generator would queue it behind that event.
 */
export function localEvents<Context>(
  { schema, createContext }: EventSource<Context>,
  document: DocumentNode,
  request: SubgraphRequest<Context>,
  tell: (result: ExecutionResult) => ExecutionResult,
): AsyncIterableIterator<ExecutionResult> {
  let opening: Promise<AsyncIterator<ExecutionResult>> | undefined;
  let returned = false;

  const open = async (): Promise<AsyncIterator<ExecutionResult>> => {
    const opened = await subscribe({
      schema,
      document,
      contextValue: await createContext(request.context),
      variableValues: { ...request.variables },
    });
    return Symbol.asyncIterator in opened ? opened[Symbol.asyncIterator]() : single(opened);
  };

  return {
    async next() {
      if (returned) return over;
      opening ??= open();
      const event = await (await opening).next();
      return event.done || returned ? over : { done: false, value: tell(event.value) };
    },
    async return() {
      returned = true;
      await (await opening)?.return?.();
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
