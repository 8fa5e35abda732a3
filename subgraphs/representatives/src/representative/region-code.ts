import { AppError } from '@lianxin/errors';

/**
 * The 12-digit form of a region code given with 6, 9 or 12 digits; shorter ones are padded with zeros.
 * @throws AppError INVALID_INPUT
 */
export function regionCode(text: string): string {
  if (!/^(\d{6}|\d{9}|\d{12})$/.test(text)) {
    throw new AppError('INVALID_INPUT', { reason: 'regionCode: 6, 9, 12 digits / 位数字' });
  }
  return text.padEnd(12, '0');
}

/**
 * The regions from the province down to this one that the digits propose. Regions are another subgraph's, so whoever
 * registers a deputy and knows the true path (development zones, mergers) gives it instead.
 */
export function pathOfDigits(code: string): string[] {
  const path = [2, 4, 6, 9, 12].map((end) => code.slice(0, end).padEnd(12, '0'));
  return path.filter((step, index) => path.indexOf(step) === index);
}
