import { isDateFormat } from './number-format.js';

describe('isDateFormat', () => {
  it.each([
    'yyyy\\-mm\\-dd\\ hh:mm:ss',
    'yyyy"年"m"月"d"日"',
    '[$-804]yyyy/m/d',
    'h:mm AM/PM',
    '[h]:mm',
    'm/d;@',
    '[DBNum1]上午/下午h"时"',
    'yyyy年m月',
  ])('%p shows a date', (code) => expect(isDateFormat(176, code)).toBe(true));

  it.each([
    'General',
    'G/通用格式',
    '0.00',
    '#,##0',
    '0"days"',
    '0\\d',
    '[Red]0',
    '[$¥-804]#,##0',
    '@',
    '0.00E+00',
    '"年"0',
    '0_d',
    '0*y',
  ])('%p shows none', (code) => expect(isDateFormat(176, code)).toBe(false));

  it('knows the built-in formats', () => {
    expect([13, 14, 22, 23, 31, 45, 49, 57, 59].map((id) => isDateFormat(id, undefined))).toEqual([
      false,
      true,
      true,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});
