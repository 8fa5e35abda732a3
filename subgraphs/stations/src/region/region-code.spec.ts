import { AppError } from '@lianxin/errors';
import { levelOfDigits, parentOfDigits, parseRegionCode, regionCode } from './region-code.js';
import { regionCodes330700 } from './region-codes-330700.js';

describe('region codes', () => {
  it.each([
    ['330700', '330700000000'],
    ['330702001', '330702001000'],
    ['330702001003', '330702001003'],
    ['3307', null],
    ['33070200', null],
    ['33070a', null],
    ['', null],
    [330700, null],
  ])('%p is %p', (given, code) => expect(parseRegionCode(given)).toBe(code));

  it('refuses a malformed argument', () => {
    expect(() => regionCode('金华')).toThrow(AppError);
    expect(() => regionCode('金华')).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });

  it.each([
    ['330000000000', 'PROVINCE', null],
    ['330700000000', 'CITY', '330000000000'],
    ['330702000000', 'COUNTY', '330700000000'],
    ['330702001000', 'TOWN', '330702000000'],
    ['330702001003', 'VILLAGE', '330702001000'],
  ])('%s reads as %s below %s', (code, level, parent) => {
    expect(levelOfDigits(code)).toBe(level);
    expect(parentOfDigits(code)).toBe(parent);
  });
});

describe('the base data of 330700', () => {
  const codes = regionCodes330700.map((region) => region.code);
  const ofLevel = (level: string): string[] => codes.filter((code) => levelOfDigits(code) === level);

  it('names each code once and each parent', () => {
    expect(new Set(codes).size).toBe(codes.length);
    const parents = codes.map(parentOfDigits).filter((code) => code !== null);
    expect(parents.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('has the nine counties and their 146 towns and streets', () => {
    expect(ofLevel('COUNTY').map((code) => code.slice(0, 6))).toEqual([
      '330702',
      '330703',
      '330723',
      '330726',
      '330727',
      '330781',
      '330782',
      '330783',
      '330784',
    ]);
    expect(ofLevel('TOWN')).toHaveLength(146);
    expect(regionCodes330700.every(({ name, source }) => name.length > 1 && source.length > 1)).toBe(true);
  });
});
