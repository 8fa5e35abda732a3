import { setTimeout as sleep } from 'node:timers/promises';
import type { Player } from '../../e2e/cast.js';
import { type Answered, bearer, documentOf } from '../../e2e/client.js';
import type { Tokens } from './tokens.js';

/** What became of one attempt: the command's answer, or why there is none to keep. */
export type Attempt =
  | { readonly suggestion: { readonly id: string; readonly version: number } }
  | { readonly refused: string }
  | { readonly lost: string };

/** Sends mutations over HTTP, one attempt at a time. */
export interface MutationClient {
  attempt(who: Player, operation: string, input: object): Promise<Attempt>;
  /** Called at the first byte of the next answer, and never again. */
  atNextFirstByte(strike: () => void): void;
}

/** Longest wait for one answer. The platform promises one within its own timeouts, which are shorter. */
const attemptMs = 15_000;
/** Between two attempts: a client that hammers a server that is not there finds it no sooner. */
const pauseMs = 20;
/** Codes that say "not now": the same key may be sent again. */
const passing = new Set(['UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_TIMEOUT', 'INTERNAL', 'TOO_MANY_REQUESTS']);
const session = new Set(['UNAUTHENTICATED', 'SESSION_ENDED']);

function read(answered: Answered): Attempt {
  const result: Answered = Object.values(answered.data ?? {})[0];
  if (result?.suggestion?.id !== undefined) return { suggestion: result.suggestion };
  if (result?.code !== undefined) return { refused: result.code };
  const code = String(answered.errors?.[0]?.extensions?.code ?? JSON.stringify(answered));
  return passing.has(code) || session.has(code) ? { lost: code } : { refused: code };
}

export function mutationClient(url: () => string, tokens: Tokens): MutationClient {
  let atFirstByte: (() => void) | undefined;
  const post = async (token: string, body: object): Promise<Attempt> => {
    const response = await fetch(`${url()}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearer(token) },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(attemptMs),
    });
    const strike = atFirstByte;
    atFirstByte = undefined;
    strike?.();
    return read(JSON.parse(await response.text()));
  };
  return {
    atNextFirstByte: (strike) => void (atFirstByte = strike),
    async attempt(who, operation, input) {
      try {
        const token = await tokens.of(who);
        const attempt = await post(token, { query: documentOf(operation), variables: { input } });
        if (!('lost' in attempt)) return attempt;
        if (session.has(attempt.lost)) tokens.forget(who, token);
        await sleep(pauseMs);
        return attempt;
      } catch (error) {
        const { cause } = error as { cause?: { code?: string } };
        await sleep(pauseMs);
        return { lost: cause?.code ?? (error as Error).name };
      }
    },
  };
}
