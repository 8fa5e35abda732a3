import type { GraphiQL } from 'graphiql';
import { type DocumentNode, type ExecutionResult, OperationTypeNode, getOperationAST } from 'graphql';
import { type SubscribePayload, createClient } from 'graphql-ws';
import type { ComponentProps } from 'react';
import { endpoint, socketEndpoint } from './endpoint.js';
import { currentSession } from './session.js';

type Fetcher = ComponentProps<typeof GraphiQL>['fetcher'];
type Headers = Readonly<Record<string, string>>;

/** The token of the sign-in box; a header typed into the editor goes before it. */
function headersWith(typed: Headers | undefined): Headers {
  const session = currentSession();
  return session === null ? { ...typed } : { authorization: `Bearer ${session.token}`, ...lowerCased(typed) };
}

function lowerCased(headers: Headers = {}): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Sends one operation over HTTP. Refused requests answer JSON too, so the status is left to the reader of the body. */
export async function post(payload: object, typed?: Headers): Promise<ExecutionResult> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      ...headersWith(typed),
    },
    body: JSON.stringify(payload),
  });
  return (await response.json()) as ExecutionResult;
}

/**
 * Opens one subscription on a socket of its own, which ends with it: a new token counts from the next subscription on,
 * and a stream that the server ends (sign-out, RESYNC) is shown as ended rather than silently opened again.
 */
async function* subscribe(payload: SubscribePayload, typed: Headers | undefined): AsyncGenerator<ExecutionResult> {
  const client = createClient({
    url: socketEndpoint.href,
    connectionParams: () => headersWith(typed),
    retryAttempts: 0,
  });
  try {
    yield* client.iterate(payload) as AsyncIterable<ExecutionResult>;
  } catch (failure) {
    yield { errors: [], extensions: { stream: describe(failure) } };
  } finally {
    await client.dispose();
  }
}

function describe(failure: unknown): unknown {
  if (failure instanceof CloseEvent) return { code: failure.code, reason: failure.reason };
  return failure instanceof Error ? failure.message : failure;
}

function isSubscription(document: DocumentNode | undefined, operationName: string | null | undefined): boolean {
  if (document === undefined) return false;
  return getOperationAST(document, operationName ?? undefined)?.operation === OperationTypeNode.SUBSCRIPTION;
}

/** What GraphiQL calls to run an operation. */
export const fetcher: Fetcher = (params, options) => {
  const typed = options?.headers;
  return isSubscription(options?.documentAST, params.operationName) ? subscribe(params, typed) : post(params, typed);
};
