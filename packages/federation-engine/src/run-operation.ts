import { getVariableValues, GraphQLError, type GraphQLSchema, type VariableDefinitionNode } from 'graphql';
import type { TextResult } from './engine-types.js';
import type { EngineLimits } from './limits.js';
import type { Compiled } from './prepare/prepare-operation.js';
import { publicMessage } from './prepare/public-message.js';
import { explainNulls, refusalError } from './respond/explain-nulls.js';
import { publicErrors } from './respond/public-errors.js';
import type { Run, Variables } from './run-state.js';
import { beyondLimit } from './variable-limits.js';

/** Coerces variables against the public schema: the values, or every reason why not. */
export function coerceVariables(
  schema: GraphQLSchema,
  { operation }: Pick<Compiled<never>, 'operation'>,
  variables: Variables | null | undefined,
  limits: EngineLimits,
): { readonly values: Variables; readonly errors?: undefined } | { readonly errors: readonly GraphQLError[] } {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return { values: {} };
  const beyond = beyondLimit(schema, definitions, variables, limits);
  if (beyond) return { errors: [badInput(beyond)] };
  const coerced = getVariableValues(schema, definitions, variables ?? {}, { maxErrors: limits.reportedErrors });
  if (coerced.errors) return { errors: coerced.errors.map((error) => badInput(publicMessage(error.message))) };
  return { values: definitions.some(isInherited) ? withoutPrototype(coerced.coerced) : coerced.coerced };
}

/** Whether every object already has something under the name of a variable. */
function isInherited({ variable }: VariableDefinitionNode): boolean {
  return variable.name.value in Object.prototype;
}

/** Variables of which one that was left out is `undefined`, whatever its name. */
function withoutPrototype(variables: Variables): Variables {
  return Object.assign(Object.create(null) as Record<string, unknown>, variables);
}

function badInput(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

/** Runs the fetches of an operation (or of what follows one event) and answers from what they brought. */
export function completeRun<Context>(compiled: Compiled<Context>, run: Run<Context>): Promise<TextResult> | TextResult {
  const refused = introspect(compiled, run);
  if (refused) return refused;
  const fetching = compiled.plan.step?.(run);
  if (!fetching) return finish(compiled, run);
  const stopListening = listenToAbort(run);
  return fetching.finally(stopListening).then(() => finish(compiled, run));
}

function finish<Context>(compiled: Compiled<Context>, run: Run<Context>): TextResult {
  if (run.signal?.aborted) return cancelled();
  return respond(compiled, run);
}

/** The answer to somebody who has gone. Only those who hold the promise still see it. */
export function cancelled(): TextResult {
  return {
    data: 'null',
    errors: [new GraphQLError('The request was cancelled.', { extensions: { code: 'REQUEST_CANCELLED' } })],
  };
}

/** The answer when a root field that may not be null is closed to the caller; undefined when none is. */
export function closedAtRoot<Context>(
  { fatal, response }: Compiled<Context>,
  variables: Variables,
): TextResult | undefined {
  const closed = fatal.filter(({ guard }) => !guard || guard(variables));
  if (closed.length === 0) return undefined;
  const errors = closed.map((field) => {
    const { message, path, extensions } = refusalError(field, response, [field.to]);
    return new GraphQLError(message, { path, extensions });
  });
  return { data: 'null', errors };
}

/** One listener for all fetches of a run, taken off when the run is over: signals may outlive runs by far. */
function listenToAbort(run: Run): () => void {
  const { signal } = run;
  if (!signal) return () => undefined;
  const abort = (): void => {
    for (const abandon of [...run.onAbort]) abandon();
  };
  signal.addEventListener('abort', abort, { once: true });
  return () => signal.removeEventListener('abort', abort);
}

/** `__schema` and `__type` from the public schema, before a subgraph is called: they can be too much to answer. */
function introspect<Context>({ introspect: answer }: Compiled<Context>, run: Run<Context>): TextResult | undefined {
  if (!answer) return undefined;
  const answered = answer(run.variables);
  if (answered instanceof GraphQLError) return { errors: [answered] };
  Object.assign(run.data, answered);
  return undefined;
}

/** The response to what a run found. */
export function respond<Context>(compiled: Compiled<Context>, run: Run<Context>): TextResult {
  const data = compiled.write(run) ?? 'null';
  if (run.sawInvalid) run.errors.push(...explainNulls(compiled.response, run));
  if (run.errors.length === 0) return { data };
  return { data, errors: publicErrors(run.errors, compiled.response, compiled.keyNames, run) };
}
