import { backoffMs, pause } from './backoff.js';
import type { Result, SubscribeOptions, Timing } from './client.types.js';
import type { Connection, RawResult } from './connection.js';
import type { EventBuffer } from './event-buffer.js';
import type { Link } from './link.js';
import { type AnsweredError, GraphQLRequestError } from './request-error.js';
import { verdictOfClose, verdictOfErrors } from './verdict.js';

/** What a stream follows, and where its events go. */
export interface Following<Data> {
  readonly link: Link;
  readonly timing: Timing;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly options: SubscribeOptions<Data>;
  readonly buffer: EventBuffer<Result<Data>>;
  readonly signal: AbortSignal;
}

/** How one attempt ended. */
type Outcome =
  | { readonly kind: 'complete' | 'full' | 'left' | 'lost' }
  | { readonly kind: 'errors'; readonly errors: readonly AnsweredError[]; readonly began: boolean };

/** A doubtful error, or a RESYNC that leads nowhere, is believed after so many in a row. */
const believedAfter = 4;
/** An attempt that stood so long was a good one, whatever ended it. */
const goodAfterMs = 10_000;

/**
 * Follows one subscription through as many attempts as it takes. Why nothing is missed or repeated: `last` is the cursor
 * of the newest event in the buffer, every attempt starts behind it, and what an attempt brings after its end is not
 * heard.
 */
export class Follower<Data> {
  private last: string | null;
  private failures = 0;
  private readonly variable: string;

  constructor(private readonly following: Following<Data>) {
    const { options, variables } = following;
    this.variable = options.resume?.variable ?? 'after';
    const given = options.resume && variables[this.variable];
    this.last = typeof given === 'string' ? given : null;
  }

  /**
   * Settles when the stream is complete or left.
   * @throws GraphQLRequestError; whatever the token source, `cursorOf` or `onGap` throws
   */
  async run(): Promise<void> {
    const { buffer, link, signal } = this.following;
    while (!signal.aborted) {
      const connection = await link.connection(signal);
      if (!connection) return;
      const outcome = await this.attempt(connection);
      switch (outcome.kind) {
        case 'complete':
        case 'left':
          return;
        case 'full':
          await buffer.room();
          break;
        case 'lost':
          this.afterLoss(connection);
          break;
        case 'errors':
          await this.afterErrors(outcome, connection, link);
          break;
      }
    }
  }

  private attempt(connection: Connection): Promise<Outcome> {
    const { options, signal, text, variables } = this.following;
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      if (signal.aborted) return resolve({ kind: 'left' });
      let over = false;
      let leave = (): void => undefined;
      const settle = (then: () => void): void => {
        if (over) return;
        over = true;
        if (performance.now() - begun >= goodAfterMs) this.failures = 0;
        signal.removeEventListener('abort', onAbort);
        then();
        leave();
      };
      const onAbort = (): void => settle(() => resolve({ kind: 'left' }));
      signal.addEventListener('abort', onAbort);
      const from = options.resume ? { ...variables, [this.variable]: this.last ?? undefined } : variables;
      const { operationName } = options;
      const named = operationName === undefined ? {} : { operationName };
      leave = connection.subscribe(
        { query: text, variables: from, ...named },
        {
          next: (result) => {
            if (over) return;
            try {
              const outcome = this.take(result);
              if (outcome) settle(() => resolve(outcome));
            } catch (error) {
              settle(() => reject(error instanceof Error ? error : new Error(String(error))));
            }
          },
          refused: (errors) => settle(() => resolve({ kind: 'errors', errors, began: false })),
          over: () => settle(() => resolve({ kind: connection.ended ? 'lost' : 'complete' })),
        },
      );
      if (over) leave();
    });
  }

  /** Keeps an event; the outcome when the attempt is to end with this result. */
  private take({ data, errors }: RawResult): Outcome | null {
    const { buffer, link, options } = this.following;
    if (!data || (errors && isEmpty(data))) return { kind: 'errors', errors: errors ?? [], began: true };
    const event = data as Data;
    const cursor = options.resume?.cursorOf(event);
    this.failures = 0;
    link.progress();
    buffer.push({ data: event, ...(errors && { errors }) });
    if (typeof cursor === 'string') this.last = cursor;
    if (!buffer.full) return null;
    if (this.last !== null) return { kind: 'full' };
    throw new GraphQLRequestError('BUFFER_OVERFLOW', 'Events came faster than they were read, and have no cursor');
  }

  private afterLoss({ connectedAt, ended, token }: Connection): void {
    const { code = 1006, reason = '' } = ended ?? {};
    if (verdictOfClose(code, token !== undefined) === 'final') {
      throw new GraphQLRequestError('SOCKET_REFUSED', `The socket was closed for good: ${code} ${reason}`, {
        closeCode: code,
      });
    }
    if (connectedAt !== null) this.requireCursor([]);
  }

  private async afterErrors(
    { began, errors }: Extract<Outcome, { kind: 'errors' }>,
    connection: Connection,
    link: Link,
  ): Promise<void> {
    const verdict = verdictOfErrors(errors, connection.token !== undefined);
    const error = GraphQLRequestError.of(errors);
    if (verdict === 'final') throw error;
    this.failures += 1;
    if (verdict === 'doubtful' && this.failures >= believedAfter) throw error;
    if (verdict === 'renew') link.retire(connection);
    if (verdict === 'resync') this.resync(error);
    else if (began) this.requireCursor(errors);
    if (verdict === 'renew' && this.failures === 1) return;
    if (verdict === 'resync' && this.failures === 1) return;
    await pause(backoffMs(this.following.timing.backoff, this.failures), this.following.signal);
  }

  /** Goes on from the cursor of the error. One that leads nowhere, time after time, is of another log. */
  private resync(error: GraphQLRequestError): void {
    const { cursor } = error;
    const moved = cursor !== null && cursor !== this.last;
    if (moved) this.failures = 1;
    if (cursor === null || !this.following.options.resume || this.failures >= believedAfter) {
      this.last = null;
      return this.requireCursor(cursor === null ? error.errors : []);
    }
    this.last = cursor;
  }

  /** Without a cursor, what happened meanwhile is lost: the reader is told, one way or the other. */
  private requireCursor(errors: readonly AnsweredError[]): void {
    if (this.last !== null) return;
    const { onGap } = this.following.options;
    if (onGap) return onGap();
    const [own] = errors;
    if (own?.extensions?.['code'] === 'RESYNC') throw GraphQLRequestError.of(errors);
    throw new GraphQLRequestError('RESYNC', 'Events may have been missed; query again, then subscribe');
  }
}

/** Whether the errors have taken everything. */
function isEmpty(data: Readonly<Record<string, unknown>>): boolean {
  return Object.values(data).every((value) => value === null);
}
