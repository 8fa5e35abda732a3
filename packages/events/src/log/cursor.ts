import { AppError } from '@lianxin/errors';

/** A place in a log: behind the event of this position. */
export interface LogPlace {
  readonly position: number;
  /** What tells that event from another log's of the same position; null when nobody noted it. */
  readonly mark: string | null;
}

/** The end of an event's id is chance. */
export const markOf = (eventId: string): string => eventId.slice(-12);

/** Two check digits, so that a cursor that lost its end is not another one's. */
const digitsOf = (position: number): string => String(position % 97).padStart(2, '0');

const textOf = ({ position, mark }: LogPlace): string =>
  mark === null ? `log:${position}:${digitsOf(position)}` : `at:${position}:${mark}:${digitsOf(position)}`;

const form = /^(?:log:(\d+)|at:(\d+):([0-9a-f]{12})):\d\d$/;

const encodePlace = (place: LogPlace): string => Buffer.from(textOf(place)).toString('base64url');

/**
 * A place as callers see it: opaque, so that its form may change. Made of an event it knows its log: a log that has another
 * event there is not that log any more.
 */
export function encodeCursor(position: number, eventId?: string): string {
  return encodePlace({ position, mark: eventId === undefined ? null : markOf(eventId) });
}

/** The place of a cursor that `encodeCursor` made. Throws INVALID_CURSOR for anything else. */
export function decodeCursor(cursor: string): LogPlace {
  const [, bare, marked, mark = null] = form.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const place = { position: Number(bare ?? marked), mark };
  if (!Number.isSafeInteger(place.position) || encodePlace(place) !== cursor) throw new AppError('INVALID_CURSOR');
  return place;
}
