import { AppError, type AppErrorCode } from '@lianxin/errors';
import { codeOf, messageOf } from './error-code.js';

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** Classes of SQLSTATE that say "no session" rather than "bad statement": 08 connection, 57P0x shutdown or starting up. */
const lostState = /^(08...|57P0[1-5])$/;

const driverMessages =
  /^(Connection terminated|Query read timeout|Client was closed|Client has encountered a connection error)/;

/** The pool's word for a wait that was too long, while every connection was somebody's. */
const waitedInVain = 'timeout exceeded when trying to connect';

const failures: ReadonlySet<string> = new Set<AppErrorCode>(['DATABASE_UNREACHABLE', 'DATABASE_BUSY']);

/** Whether the connection failed, so that the same statement could succeed on another one. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof AppError) return failures.has(error.code);
  const code = codeOf(error) ?? '';
  const message = messageOf(error);
  return networkCodes.has(code) || lostState.test(code) || driverMessages.test(message) || message === waitedInVain;
}

/** SQLSTATEs of a server that answers and does not let this user in. */
const refusedStates = new Set(['28P01', '28000']);

/** Where a URL points, without who and how: fit for a message. */
export function hostOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return '(unreadable address)';
  }
}

/** The error for a database that gives no connection. The cause keeps the driver's words; neither holds the password. */
export function unreachable(url: string, cause: unknown): AppError {
  if (refusedStates.has(codeOf(cause) ?? '')) {
    const reason = `${hostOf(url)}: password refused / 密码被拒 (DATABASE_URL, LIANXIN_SECRET)`;
    return new AppError('BAD_CONFIGURATION', { reason }, { cause });
  }
  const code = messageOf(cause) === waitedInVain ? 'DATABASE_BUSY' : 'DATABASE_UNREACHABLE';
  return new AppError(code, { host: hostOf(url) }, { cause });
}

/** Turns a lost connection into DATABASE_UNREACHABLE, a vain wait for one into DATABASE_BUSY; leaves other errors as they are. */
export async function naming<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || !isConnectionFailure(error)) throw error;
    throw unreachable(url, error);
  }
}
