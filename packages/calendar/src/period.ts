/**
 * What an amount of time is counted in. WORKING_DAY 工作日, NATURAL_DAY 自然日, HOUR 小时 (from the moment, day and night),
 * MONTH 月 (calendar months, not thirty days).
 */
export type PeriodUnit = 'WORKING_DAY' | 'NATURAL_DAY' | 'HOUR' | 'MONTH';

/** A length of time as a policy states it, such as 7 working days. The amount is a whole number from 0 on. */
export interface Period {
  readonly amount: number;
  readonly unit: PeriodUnit;
}

/** Throws `RangeError` for an amount that is negative, broken or absurd. */
export function checkedAmount({ amount, unit }: Period): number {
  if (!Number.isInteger(amount) || amount < 0 || amount > 20_000) {
    throw new RangeError(`Not a period: ${amount} ${unit}`);
  }
  return amount;
}
