import { AppError } from '@lianxin/errors';

const prefix = 'log:';

/** Two check digits, so that a cursor that lost its end is not another one's. */
const checked = (position: number): string => `${prefix}${String(position)}:${String(position % 97).padStart(2, '0')}`;

/** A position as callers see it: opaque, so that its form may change. */
export function encodeCursor(position: number): string {
  return Buffer.from(checked(position)).toString('base64url');
}

/** The position of a cursor that `encodeCursor` made. Throws INVALID_CURSOR for anything else. */
export function decodeCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const position = Number(text.slice(prefix.length, text.lastIndexOf(':')));
  const isOurs = Number.isSafeInteger(position) && position >= 0 && encodeCursor(position) === cursor;
  if (!isOurs) throw new AppError('INVALID_CURSOR');
  return position;
}
