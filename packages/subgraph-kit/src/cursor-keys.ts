import { AppError } from '@lianxin/errors';
import type { PageRequest } from './page.js';
import { isUuid } from './uuid.js';

/** What a key value of a cursor may be. A cursor comes from outside: its values are checked before a statement casts them. */
export const cursorKey = {
  text: (value: string): boolean => !value.includes('\0'),
  id: isUuid,
  version: (value: string): boolean => /^\d{1,9}$/.test(value),
  day: (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)),
  instant: (value: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value)),
} as const;

/** Behind every id: where a list begins that shows the latest first. */
export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The key values to start behind, or those of the place before the first row.
 * @throws AppError INVALID_CURSOR when a value is not what this list's cursors hold
 */
export function cursorKeys(
  after: PageRequest['after'],
  checks: readonly ((value: string) => boolean)[],
  beforeFirst: readonly string[],
): readonly string[] {
  if (after === null) return beforeFirst;
  return checks.map((check, index) => {
    const value = after[index];
    if (typeof value !== 'string' || !check(value)) throw new AppError('INVALID_CURSOR');
    return value;
  });
}
