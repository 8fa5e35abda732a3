import type { Noted } from './gateway-process.types.js';
import type { HostileRequest } from './hostile-request.js';
import type { Reply } from './send.js';

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message?: unknown }[];
}

/** What no message may hold: where our code lies, what it is made of, and guesses at names. */
const internals =
  /node_modules|\/(?:src|dist|work|home|usr)\/|file:\/\/|node:internal|\.[jt]s:\d+|\n\s+at |Cannot (?:read|set|convert)|is not a function|is not iterable|\w is not defined|undefined \(|Maximum call stack|Invalid (?:array|string) length|panicked|unreachable|secret_table/;
const hint = 'Did you mean';

/** A refusal that repeats to the client what it sent is no use to it and a load to us. */
const largestRefusal = 64 * 1024;

/** What is wrong with an answer; undefined when nothing is. */
export function faultOf({ face, body }: HostileRequest, reply: Reply, noted: Noted): string | undefined {
  if (reply.dropped !== undefined) return `dropped: ${reply.dropped}`;
  if ((reply.status ?? 0) >= 500) return `status ${reply.status}`;
  const found = internals.exec(reply.text);
  if (found) return `internals: ${reply.text.slice(Math.max(0, found.index - 60), found.index + 100)}`;
  if (reply.text.includes(hint) && !body.includes(hint)) return `a hint: ${reply.text.slice(0, 200)}`;
  if (noted.logged.some((line) => line.includes('failed'))) return `logged ${noted.logged.join(' ').slice(0, 400)}`;
  // Node itself answers more of a head than it reads; a client that takes no JSON is told so without any.
  if ([431, 406].includes(reply.status ?? 0)) return undefined;
  if (reply.closed !== undefined) return [4400, 1009].includes(reply.closed) ? undefined : `closed ${reply.closed}`;
  const result = resultOf(reply);
  if (typeof result === 'string') return result;
  const said = result.errors?.every(({ message }) => typeof message === 'string' && message !== '');
  if (result.errors && (!said || result.errors.length === 0))
    return `errors without words: ${reply.text.slice(0, 200)}`;
  if (result.data !== undefined && result.data !== null) return undefined;
  if (!result.errors) return `neither data nor errors: ${reply.text.slice(0, 200)}`;
  if (reply.text.length > largestRefusal) return `a refusal of ${reply.text.length} characters`;
  if (face !== 'SSE' && result.data === undefined && noted.calls > 0) return `refused after ${noted.calls} calls`;
  return undefined;
}

/** The result in an answer, or why there is none. */
function resultOf({ type, text }: Reply): Result | string {
  try {
    if (type === 'websocket') {
      const { type: kind, payload } = JSON.parse(text) as { type: string; payload: unknown };
      if (kind === 'error') return { errors: payload as NonNullable<Result['errors']> };
      return kind === 'next' ? (payload as Result) : `said ${kind}`;
    }
    if (type.startsWith('text/event-stream')) {
      const data = /^event: next\ndata: ([^\n]*)$/m.exec(text)?.[1];
      return data === undefined ? `no event: ${text.slice(0, 200)}` : (JSON.parse(data) as Result);
    }
    if (!/^application\/(graphql-response\+)?json/.test(type)) return `an answer of the type '${type}'`;
    return JSON.parse(text) as Result;
  } catch {
    return `not JSON: ${text.slice(0, 200)}`;
  }
}
