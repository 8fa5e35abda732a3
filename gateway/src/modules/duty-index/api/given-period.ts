import { businessDate, type Clock } from '@lianxin/calendar';
import { AppError } from '@lianxin/errors';
import { type IndexPeriod, PeriodKind, periodOf, periodStarting } from '../core/index-period.js';
import type { PeriodInput } from './duty-index.types.js';

/**
 * The period that a caller names; the current month unless told.
 * @throws AppError INVALID_INPUT when no period of that kind starts on that day
 */
export function givenPeriod(input: PeriodInput | undefined, clock: Clock): IndexPeriod {
  if (!input) return periodOf(PeriodKind.MONTH, businessDate(clock.now()));
  const period = periodStarting(input.kind, input.start);
  if (!period) throw new AppError('INVALID_INPUT', { reason: `no ${input.kind} starts on ${input.start}` });
  return period;
}
