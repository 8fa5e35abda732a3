/** One error as the gateway answers it. */
export interface AnsweredError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/**
 * What the client itself has to say; all other codes are the gateway's (ERRORS.md).
 *
 * - `NETWORK`: no answer. A mutation may or may not have happened.
 * - `TIMEOUT`: no answer in time. The same holds.
 * - `BAD_RESPONSE`: an answer that is not GraphQL's, or a document that has no such operation.
 * - `SOCKET_REFUSED`: the socket was closed for a reason that another attempt would meet again (`closeCode`).
 * - `BUFFER_OVERFLOW`: a stream that cannot be resumed was not read fast enough.
 * - `CLIENT_CLOSED`: the client was closed before.
 */
export type ClientErrorCode =
  'NETWORK' | 'TIMEOUT' | 'BAD_RESPONSE' | 'SOCKET_REFUSED' | 'BUFFER_OVERFLOW' | 'CLIENT_CLOSED';

/** What is known of a failure. */
export interface FailureFacts {
  readonly errors?: readonly AnsweredError[];
  readonly status?: number;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly closeCode?: number;
  readonly cause?: unknown;
}

/** An operation that brought no data, or a stream that cannot go on. */
export class GraphQLRequestError extends Error {
  override readonly name = 'GraphQLRequestError';
  /** Code of the first error (`extensions.code`), or the client's own. */
  readonly code: ClientErrorCode | (string & NonNullable<unknown>);
  readonly errors: readonly AnsweredError[];
  /** HTTP status; undefined where there was no HTTP answer. */
  readonly status: number | undefined;
  /** By which the gateway's log is searched. */
  readonly requestId: string | undefined;
  /** Milliseconds that the server asked to wait. */
  readonly retryAfterMs: number | undefined;
  /** Close code of the socket, with SOCKET_REFUSED. */
  readonly closeCode: number | undefined;

  constructor(code: string, message: string, facts: FailureFacts = {}) {
    super(message, { cause: facts.cause });
    this.code = code;
    this.errors = facts.errors ?? [];
    this.status = facts.status;
    this.requestId = facts.requestId ?? textOf(this.errors[0]?.extensions?.['requestId']);
    this.retryAfterMs = facts.retryAfterMs;
    this.closeCode = facts.closeCode;
  }

  /** With RESYNC: where to go on after a new query; null where the stream has no such place. */
  get cursor(): string | null {
    return textOf(this.errors[0]?.extensions?.['cursor']) ?? null;
  }

  /** The error of an answer without data. */
  static of(errors: readonly AnsweredError[], facts: FailureFacts = {}): GraphQLRequestError {
    const [first] = errors;
    return new GraphQLRequestError(codeOf(errors), first?.message ?? 'No data', { ...facts, errors });
  }
}

/** Code of the first error. */
export function codeOf(errors: readonly AnsweredError[]): string {
  return textOf(errors[0]?.extensions?.['code']) ?? 'BAD_RESPONSE';
}

/** Whether the other end was not reached, so that the same thing may work later. */
export function isLoss(error: unknown): boolean {
  if (error instanceof GraphQLRequestError) return error.code === 'NETWORK' || error.code === 'TIMEOUT';
  return error instanceof TypeError;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
