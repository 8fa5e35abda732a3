import { backoffMs, pause, unlessAborted } from './backoff.js';
import type { ClientOptions, RequestOptions, Timing } from './client.types.js';
import { type Answer, postOperation } from './post-operation.js';
import { type OperationOutline, readOperation } from './read-operation.js';
import { GraphQLRequestError, isLoss } from './request-error.js';
import type { Tokens } from './tokens.js';

/** What requests share. */
export interface RequestParts {
  readonly options: ClientOptions;
  readonly timing: Timing;
  readonly tokens: Tokens;
  readonly fetch: typeof fetch;
  readonly url: string;
}

/** What is asked. */
export interface Asked extends Omit<RequestOptions, 'signal'> {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** Answers of a proxy or a gateway that is going away: nothing was executed, or nobody knows. */
const passingStatus = new Set([429, 502, 503, 504]);
/** Who asks for more than a minute's patience is not waited for; the error says how long it would be. */
const longestPatienceMs = 60_000;

/** @throws GraphQLRequestError; the reason of the signal; whatever the token source throws */
export async function runRequest(parts: RequestParts, asked: Asked): Promise<Answer> {
  const { text, operationName, anonymous = false, retries = 4, signal } = asked;
  const outline = readOperation(text, operationName);
  if (!outline) throw new GraphQLRequestError('BAD_RESPONSE', 'The document has no such operation');
  const variables = withKey(asked);
  const body = JSON.stringify({ query: text, variables, ...(operationName !== undefined && { operationName }) });
  const repeatable = mayRepeat(outline, variables);
  let failures = 0;
  let renewed = false;
  for (;;) {
    signal.throwIfAborted();
    const token = anonymous ? undefined : await unlessAborted(parts.tokens.take(), signal);
    try {
      return await postOperation({
        ...parts,
        body,
        signal,
        headers: headersOf(parts, token),
        timeoutMs: parts.timing.requestMs,
      });
    } catch (error) {
      if (!(error instanceof GraphQLRequestError)) throw error;
      // A refused token is found before anything runs, so that a mutation, too, may be sent once more.
      if (error.status === 401 && token !== undefined && !renewed) {
        renewed = true;
        parts.tokens.refuse(token, error);
        continue;
      }
      failures += 1;
      const wait = repeatable && failures <= retries ? waitBefore(parts, error, failures) : null;
      if (wait === null) throw error;
      await pause(wait, signal);
      signal.throwIfAborted();
    }
  }
}

function headersOf({ options }: RequestParts, token: string | undefined): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
    ...(options.locale !== undefined && { 'accept-language': options.locale }),
  };
}

/** Milliseconds before another attempt; null where none would help. */
function waitBefore({ timing }: RequestParts, error: GraphQLRequestError, failures: number): number | null {
  if (!isLoss(error) && !passingStatus.has(error.status ?? 0)) return null;
  const asked = error.retryAfterMs ?? 0;
  return asked > longestPatienceMs ? null : Math.max(asked, backoffMs(timing.backoff, failures));
}

/** A mutation may be repeated when it is one command and carries its key: the gateway answers again and does nothing. */
function mayRepeat({ kind, rootFields }: OperationOutline, { input }: Readonly<Record<string, unknown>>): boolean {
  return kind === 'query' || (kind === 'mutation' && rootFields === 1 && keyOf(input) !== undefined);
}

function withKey({ variables, idempotencyKey }: Asked): Readonly<Record<string, unknown>> {
  if (idempotencyKey === undefined) return variables;
  const { input } = variables;
  if (!isMap(input)) throw new TypeError('idempotencyKey goes into `variables.input`, which is not there');
  return { ...variables, input: { ...input, idempotencyKey } };
}

function keyOf(input: unknown): string | undefined {
  const key = isMap(input) ? input['idempotencyKey'] : undefined;
  return typeof key === 'string' && key !== '' ? key : undefined;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
