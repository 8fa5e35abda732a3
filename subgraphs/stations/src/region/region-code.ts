import { AppError } from '@lianxin/errors';
import { RegionLevel } from './region.entity.js';

/**
 * The 12-digit form of a region code: 6 digits (GB/T 2260), 9 (with the town, GB/T 10114) and 12 (with the village) are
 * accepted, the shorter ones are padded with zeros. Null for anything else.
 */
export function parseRegionCode(text: unknown): string | null {
  if (typeof text !== 'string' || !/^(\d{6}|\d{9}|\d{12})$/.test(text)) return null;
  return text.padEnd(12, '0');
}

/**
 * The same for an argument of a request.
 * @throws AppError INVALID_INPUT
 */
export function regionCode(text: string): string {
  const code = parseRegionCode(text);
  if (code === null) throw new AppError('INVALID_INPUT', { reason: 'regionCode: 6, 9, 12 digits / 位数字' });
  return code;
}

/** Where the digits of each level end. */
const ends: readonly (readonly [RegionLevel, number])[] = [
  [RegionLevel.PROVINCE, 2],
  [RegionLevel.CITY, 4],
  [RegionLevel.COUNTY, 6],
  [RegionLevel.TOWN, 9],
  [RegionLevel.VILLAGE, 12],
];

/** The level that the digits of a code tell. A proposal only: a registered region may say otherwise. */
export function levelOfDigits(code: string): RegionLevel {
  return (ends.find(([, end]) => /^0*$/.test(code.slice(end))) ?? ends[4]!)[0];
}

/**
 * The code that the digits propose as the parent, null for a province. True for most regions, not for all (development
 * zones, mergers, counties under the direct rule of a province), so a registration may name another.
 */
export function parentOfDigits(code: string): string | null {
  const level = ends.findIndex(([, end]) => /^0*$/.test(code.slice(end)));
  const parent = ends[level - 1];
  return parent ? code.slice(0, parent[1]).padEnd(12, '0') : null;
}
