import { type AppError } from '@lianxin/errors';
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import type { GatewayRequest } from '../guard/gateway-request.js';
import { Revocations } from '../guard/revocations.js';
import { SessionWatch } from '../guard/session-watch.js';
import { GuardedStream } from './guarded-stream.js';

const principal = { accountId: 'a', sessionId: 's', displayName: 'n', roles: [] };
const expiresAt = new Date('2026-03-05T00:15:00Z');
const request: GatewayRequest = { requestId: 'r', locale: 'en', principal, session: { expiresAt, grantsVersion: 1 } };

/** A source that brings a result whenever it is told to. */
function source() {
  let wake: (result: ExecutionResult) => void = () => undefined;
  let left = false;
  const iterator: AsyncIterableIterator<ExecutionResult> = {
    next: () => new Promise((resolve) => (wake = (value) => resolve({ done: false, value }))),
    return: async () => {
      left = true;
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return { iterator, bring: (n: number) => wake({ data: { n } }), hasLeft: () => left };
}

describe('GuardedStream', () => {
  const now = new Date('2026-03-05T00:00:00Z');
  const setUp = () => {
    const revocations = new Revocations({ now: () => now });
    const watch = new SessionWatch(revocations);
    const from = source();
    const abort = new AbortController();
    let closed = 0;
    const stream = new GuardedStream({ watch, answer: (result) => result, left: () => (closed += 1) }, request);
    stream.begin({ results: from.iterator, abort });
    return { revocations, watch, from, abort, stream, closed: () => closed };
  };
  const code = (step: IteratorResult<FormattedExecutionResult>): unknown => {
    const [error] = (step.value as FormattedExecutionResult).errors ?? [];
    return ((error as { originalError?: AppError } | undefined)?.originalError ?? null)?.code;
  };

  it('hands results on', async () => {
    const { from, stream, watch } = setUp();
    const next = stream.next();
    from.bring(1);
    expect(await next).toEqual({ done: false, value: { data: { n: 1 } } });
    await stream.return();
    expect((await stream.next()).done).toBe(true);
    watch.stop();
  });

  it('says a last word when its session ends while it waits, and nothing after', async () => {
    const { abort, closed, from, revocations, stream, watch } = setUp();
    const next = stream.next();
    revocations.endSession('s');
    expect(code(await next)).toBe('SESSION_ENDED');
    from.bring(2);
    expect((await stream.next()).done).toBe(true);
    expect([from.hasLeft(), abort.signal.aborted, closed()]).toEqual([true, true, 1]);
    watch.stop();
  });

  it('holds back an event that comes after the session ended', async () => {
    const { from, revocations, stream, watch } = setUp();
    const first = stream.next();
    from.bring(1);
    await first;
    revocations.requireGrants('a', 2);
    const last = await stream.next();
    expect(code(last)).toBe('SESSION_ENDED');
    expect((await stream.next()).done).toBe(true);
    watch.stop();
  });

  it('lets a reader leave while it waits', async () => {
    const { closed, from, stream, watch } = setUp();
    const next = stream.next();
    await stream.return();
    expect((await next).done).toBe(true);
    expect([from.hasLeft(), closed()]).toEqual([true, 1]);
    watch.stop();
  });
});
