import { GraphQLRequestError, type AnsweredError } from './request-error.js';
import { retryAfterMs } from './retry-after.js';

/** One request as it is sent. */
export interface Post {
  readonly fetch: typeof fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  /** Milliseconds until TIMEOUT. */
  readonly timeoutMs: number;
}

/** An answer with data. */
export interface Answer {
  readonly data: unknown;
  readonly errors?: readonly AnsweredError[];
}

/**
 * Sends an operation once.
 * @throws GraphQLRequestError; the reason of the signal
 */
export async function postOperation(post: Post): Promise<Answer> {
  const { signal, timeoutMs, url, headers, body } = post;
  signal.throwIfAborted();
  const late = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    // Called without a receiver: a browser's fetch refuses any other than the window.
    const send = post.fetch;
    response = await send(url, { method: 'POST', headers, body, signal: AbortSignal.any([signal, late]) });
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    if (late.aborted) throw new GraphQLRequestError('TIMEOUT', `No answer in ${timeoutMs} ms`, { cause });
    throw new GraphQLRequestError('NETWORK', 'The gateway was not reached, or its answer was lost', { cause });
  }
  const { status } = response;
  const facts = {
    status,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
  };
  const answer = readAnswer(text);
  if (!answer) throw new GraphQLRequestError('BAD_RESPONSE', `HTTP ${status} without a GraphQL answer`, facts);
  if (answer.data === undefined || answer.data === null) throw GraphQLRequestError.of(answer.errors ?? [], facts);
  return answer;
}

function readAnswer(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return 'data' in value || 'errors' in value ? (value as Answer) : null;
  } catch {
    return null;
  }
}
