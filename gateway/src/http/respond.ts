import type { ServerResponse } from 'node:http';

/** Headers that every answer has: nothing is guessed, framed or sent on. */
const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

/** Something to answer with. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a whole answer. */
export function respond(res: ServerResponse, { status, headers, body }: Answer): void {
  if (res.headersSent || res.destroyed) return;
  const length = body === undefined ? 0 : Buffer.byteLength(body);
  res.writeHead(status, { ...safeHeaders, ...headers, 'content-length': length });
  if (res.req.method === 'HEAD') res.end();
  else res.end(body);
}

/** A JSON answer that no cache keeps. */
export function json(status: number, value: unknown, headers?: Readonly<Record<string, string>>): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** A plain-text answer. */
export function text(status: number, body: string, headers?: Readonly<Record<string, string>>): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body };
}
