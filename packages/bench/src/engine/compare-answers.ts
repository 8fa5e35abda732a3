import { isDeepStrictEqual } from 'node:util';
import { type ExecutionResult, graphqlSync } from 'graphql';
import { ask } from '../load/ask.js';
import { monolithSchema } from './catalogue/schemas.js';
import type { BenchQuery } from './queries.js';
import type { RunningContender } from './run-contenders.js';

/**
 * Asks everybody for everything once and compares with what graphql-js answers from one schema in this process: a server
 * that answers something else, faster, has won nothing.
 */
export async function compareAnswers(running: readonly RunningContender[], query: BenchQuery): Promise<void> {
  const schema = monolithSchema();
  for (const variables of query.variables) {
    const asked = { query: query.document, variables };
    const expected = plain(graphqlSync({ schema, source: query.document, variableValues: variables }));
    for (const { contender, peer } of running) {
      const { data, errors } = (await ask(peer.url, JSON.stringify(asked)).catch((cause: unknown) => {
        throw new Error(`${contender.name} does not answer ${query.name}`, { cause });
      })) as ExecutionResult;
      if (isDeepStrictEqual({ data, errors }, { data: expected.data, errors: undefined })) continue;
      const answered = JSON.stringify(errors ?? data).slice(0, 500);
      throw new Error(`${contender.name} answers ${query.name} ${JSON.stringify(variables)} otherwise: ${answered}`);
    }
  }
}

const plain = (result: ExecutionResult): ExecutionResult => JSON.parse(JSON.stringify(result)) as ExecutionResult;
