import { AppError } from '@lianxin/errors';
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
  /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client was closed|Client has encountered a connection error)/;

/** Whether the connection failed, so that the same statement could succeed on another one. */
export function isConnectionFailure(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'DATABASE_UNREACHABLE';
  const code = codeOf(error) ?? '';
  return networkCodes.has(code) || lostState.test(code) || driverMessages.test(messageOf(error));
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

/** The error for a database that does not answer. The cause keeps the driver's words; neither holds the password. */
export function unreachable(url: string, cause: unknown): AppError {
  if (refusedStates.has(codeOf(cause) ?? '')) {
    const reason = `${hostOf(url)}: password refused / 密码被拒 (DATABASE_URL, LIANXIN_SECRET)`;
    return new AppError('BAD_CONFIGURATION', { reason }, { cause });
  }
  return new AppError('DATABASE_UNREACHABLE', { host: hostOf(url) }, { cause });
}

/** Turns a lost connection into DATABASE_UNREACHABLE and leaves every other error as it is. */
export async function naming<T>(url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || !isConnectionFailure(error)) throw error;
    throw unreachable(url, error);
  }
}
