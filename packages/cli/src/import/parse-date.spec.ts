import type { CellValue } from '../spreadsheet/cell-value.js';
import { parseDate } from './parse-date.js';

const now = new Date('2026-03-10T02:00:00Z');
const read = (cell: CellValue, yearHint?: number) => parseDate(cell, { now, yearHint });
const local = (text: string) => new Date(`${text}+08:00`);

describe('parseDate', () => {
  it.each([
    ['2019/8/23 10:12:37', '2019-08-23T10:12:37'],
    ['2019/8/3 9:02:07', '2019-08-03T09:02:07'],
    ['2024-03-05 10:12', '2024-03-05T10:12'],
    ['2024.3.5', '2024-03-05T00:00'],
    ['２０２４．３．５', '2024-03-05T00:00'],
    ['20240305', '2024-03-05T00:00'],
    ['2024年3月5日', '2024-03-05T00:00'],
    ['2024年3月5日 下午3:20', '2024-03-05T15:20'],
    ['2024年3月5日 星期二 上午 9时5分', '2024-03-05T09:05'],
    ['2024年3月5日15点', '2024-03-05T15:00'],
    ['2024 年 3 月 5 日 8 时 30 分 15 秒', '2024-03-05T08:30:15'],
    ['2024/3/5 上午12:10', '2024-03-05T00:10'],
    ['2024/3/5 下午12:10', '2024-03-05T12:10'],
    ['2024/3/5 中午1:10', '2024-03-05T13:10'],
    ['2024/3/5 中午12:10', '2024-03-05T12:10'],
    ['2024/3/5 晚上8:10', '2024-03-05T20:10'],
    ['2024/3/5 3:20 PM', '2024-03-05T15:20'],
    ['2024/3/5 24:00', '2024-03-06T00:00'],
    ['2024-03-05T10:12:37', '2024-03-05T10:12:37'],
    ['2024-03-05T02:12:37.123Z', '2024-03-05T10:12:37'],
    ['2024-03-05T10:12:37+08:00', '2024-03-05T10:12:37'],
    ['2024-03-04T21:12:37-05:00', '2024-03-05T10:12:37'],
    [' \n2024/3/5\t', '2024-03-05T00:00'],
    ['2024/2/29', '2024-02-29T00:00'],
  ])('reads %p', (text, expected) => {
    expect(read(text)).toMatchObject({ at: local(expected) });
  });

  it('reads serials, as date cells, numbers and text, to the second', () => {
    expect(read({ kind: 'date', serial: 43_563.35925925926 })).toEqual({
      at: local('2019-04-08T08:37:20'),
      hasTime: true,
    });
    expect(read(43_678)).toEqual({ at: local('2019-08-01T00:00'), hasTime: false });
    expect(read('43782.4724652778')).toEqual({ at: local('2019-11-13T11:20:21'), hasTime: true });
  });

  it('gives every second of a day back from its serial', () => {
    for (let second = 0; second < 86_400; second += 61) {
      const parsed = read({ kind: 'date', serial: 45_000 + second / 86_400 });
      expect(parsed).toMatchObject({ at: new Date(local('2023-03-15T00:00').getTime() + second * 1000) });
    }
  });

  it('takes the year of a date without one from the context', () => {
    expect(read('3月5日', 2024)).toEqual({ at: local('2024-03-05T00:00'), hasTime: false });
    expect(read('3月5日 14:30', 2024)).toEqual({ at: local('2024-03-05T14:30'), hasTime: true });
    expect(read('3月5日')).toEqual({ fault: 'DATE_WITHOUT_YEAR' });
  });

  it.each([
    [null, 'DATE_MISSING'],
    [' \t', 'DATE_MISSING'],
    ['昨天', 'DATE_UNREADABLE'],
    ['8/23/2019', 'DATE_UNREADABLE'],
    ['19/8/23', 'DATE_UNREADABLE'],
    ['2024/3/5 abc', 'DATE_UNREADABLE'],
    [12, 'DATE_UNREADABLE'],
    [true, 'DATE_UNREADABLE'],
    [{ kind: 'error', code: '#N/A' }, 'DATE_UNREADABLE'],
    ['2023/2/29', 'DATE_IMPOSSIBLE'],
    ['2024/13/1', 'DATE_IMPOSSIBLE'],
    ['2024/4/31', 'DATE_IMPOSSIBLE'],
    ['2024/0/10', 'DATE_IMPOSSIBLE'],
    ['2024/3/5 25:00', 'DATE_IMPOSSIBLE'],
    ['2024/3/5 10:61', 'DATE_IMPOSSIBLE'],
    ['2024/3/5 24:01', 'DATE_IMPOSSIBLE'],
    ['1989/12/31 23:59', 'DATE_TOO_OLD'],
    [{ kind: 'date', serial: 1 }, 'DATE_TOO_OLD'],
    ['2026/3/12', 'DATE_IN_FUTURE'],
    [79_999, 'DATE_IN_FUTURE'],
    [{ kind: 'date', serial: 1e300 }, 'DATE_IMPOSSIBLE'],
  ] satisfies [CellValue, string][])('refuses %p as %s', (cell, fault) => {
    expect(read(cell)).toEqual({ fault });
  });

  it('accepts the first moment of 1990 and the last of tomorrow', () => {
    expect(read('1990/1/1')).toMatchObject({ at: local('1990-01-01T00:00') });
    expect(read('2026/3/11 23:59:59')).toMatchObject({ at: local('2026-03-11T23:59:59') });
  });
});
