import type { Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { decodeCursor, logBounds, markAt } from '@lianxin/events';

/**
 * The position behind which to deliver: that of a cursor, or that before the first event that is kept.
 * @throws AppError INVALID_CURSOR also for one that this log has not reached, or of another log; LOG_ARCHIVED
 */
export async function placeInLog(sql: Sql, after: string | null): Promise<number> {
  const { first, last } = await logBounds(sql);
  if (after === null) return first - 1;
  const { position, mark } = decodeCursor(after);
  if (position > last) throw new AppError('INVALID_CURSOR');
  if (position + 1 < first) throw new AppError('LOG_ARCHIVED', { first });
  if (mark !== null && ((await markAt(sql, position)) ?? mark) !== mark) throw new AppError('INVALID_CURSOR');
  return position;
}
