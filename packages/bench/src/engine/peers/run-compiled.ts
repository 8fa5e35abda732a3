import { execute, type ExecutionResult, type GraphQLSchema, parse, validate } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { GraphqlRequest } from './graphql-request.js';

/** Runs a request against one schema. */
export type RunRequest = (request: GraphqlRequest) => ExecutionResult | Promise<ExecutionResult>;
type RunVariables = (variables: Record<string, unknown>) => ExecutionResult | Promise<ExecutionResult>;

/** Documents kept; what a run measures are fewer by far, only `--memory` sends more. */
const mostKept = 1_000;

/** Looks a document's runner up, or makes it and keeps it. */
function cached(make: (query: string) => RunVariables): RunRequest {
  const kept = new Map<string, RunVariables>();
  return ({ query, variables = {} }) => {
    let run = kept.get(query);
    if (!run) {
      run = make(query);
      if (kept.size >= mostKept) kept.clear();
      kept.set(query, run);
    }
    return run(variables);
  };
}

/** graphql-js as it comes, but every document is parsed and validated once only. */
export function runParsed(schema: GraphQLSchema): RunRequest {
  return cached((query) => {
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document);
    if (errors.length > 0) return () => ({ errors });
    return (variableValues) => execute({ schema, document, variableValues });
  });
}

/**
 * Compiled by graphql-jit when it is asked for a second time: a document that comes once is run by graphql-js, because
 * compiling it costs many times its one run.
 */
export function runCompiled(schema: GraphQLSchema): RunRequest {
  return cached((query) => {
    const document = parse(query, { noLocation: true });
    const errors = validate(schema, document);
    if (errors.length > 0) return () => ({ errors });
    let compiled: RunVariables | undefined;
    let isKnown = false;
    return (variables) => {
      if (compiled) return compiled(variables);
      if (!isKnown) {
        isKnown = true;
        return execute({ schema, document, variableValues: variables });
      }
      const made = compileQuery(schema, document);
      if (!isCompiledQuery(made)) return made;
      compiled = (values) => made.query(undefined, undefined, values);
      return compiled(variables);
    };
  });
}
