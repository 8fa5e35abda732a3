import { expectOk } from '@lianxin/testing';
import { clientOperation, clientOperations } from '../client-operations.js';
import { password, type Player } from './cast.js';
import { ownOperations } from './own-operations.js';

/** An answer as it was parsed: tests look into it as they expect it to be. */
export type Answered = ReturnType<typeof JSON.parse>;

/** What `/graphql` answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Answered;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: unknown;
    readonly extensions: Record<string, Answered>;
  }[];
}

/** Longest time that anything here may take; a test that waits longer fails with the reason. */
export const patienceMs = 15_000;

/** A client of the platform over real HTTP, which sends the documents of our clients. */
export interface Client {
  readonly url: string;
  /** The access token of a player; of a session of its own each time when `fresh`. */
  signIn(who: string, options?: { readonly fresh?: boolean }): Promise<string>;
  /** Sends an operation by its name, as somebody who is signed in, or as nobody. */
  send(who: Player | null, operation: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a body with exactly these headers. */
  post(body: unknown, headers?: Record<string, string>): Promise<Answer>;
  get(path: string): Promise<Response>;
}

/** The document of an operation that a client sends, or of one that only these tests send. */
export function documentOf(operation: string): string {
  return clientOperations.has(operation) ? clientOperation(operation) : (ownOperations.get(operation) ?? operation);
}

/** Headers with a token. */
export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });

export function clientOf(url: string): Client {
  const tokens = new Map<string, Promise<string>>();
  const post = async (body: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
      signal: AbortSignal.timeout(patienceMs),
    });
    const answered = JSON.parse(await response.text());
    return { status: response.status, headers: response.headers, ...answered };
  };
  const newToken = async (username: string): Promise<string> => {
    const answer = await post({ query: documentOf('SignIn'), variables: { input: { username, password } } });
    return expectOk<Answered>(answer).signIn.token;
  };
  const signIn: Client['signIn'] = (who, { fresh = false } = {}) => {
    if (fresh) return newToken(who);
    const token = tokens.get(who) ?? newToken(who);
    tokens.set(who, token);
    return token;
  };
  return {
    url,
    signIn,
    post,
    get: (path) => fetch(`${url}${path}`, { signal: AbortSignal.timeout(patienceMs) }),
    async send(who, operation, variables = {}, headers = {}) {
      const authorization = who === null ? {} : bearer(await signIn(who));
      return post({ query: documentOf(operation), variables }, { ...authorization, ...headers });
    },
  };
}
