import type { CellValue } from '../spreadsheet/cell-value.js';
import { categoryCode, createCategoryRowReader } from './category-row.js';

const columns = { level1: 0, level2: 1, level3: 2 };

function readAll(...rows: CellValue[][]): string[] {
  const read = createCategoryRowReader(columns);
  return rows.map((cells, at) => {
    const result = read({ rowNumber: at + 2, cells, bytesRead: 0 });
    return 'refused' in result ? result.refused.code : (result.ok.at(-1)?.path.join('/') ?? '');
  });
}

describe('a row of categories', () => {
  it('names every node on the way down', () => {
    const result = createCategoryRowReader(columns)({ rowNumber: 2, cells: ['城建', ' 市政\n', '路灯'], bytesRead: 0 });
    const [a, b, c] = [['城建'], ['城建', '市政'], ['城建', '市政', '路灯']];
    expect(result).toEqual({
      ok: [
        { code: categoryCode(a), name: '城建', level: 1, parentCode: null, path: a },
        { code: categoryCode(b), name: '市政', level: 2, parentCode: categoryCode(a), path: b },
        { code: categoryCode(c), name: '路灯', level: 3, parentCode: categoryCode(b), path: c },
      ],
    });
  });

  it('takes blanks as "same as above", as long as nothing to the left has changed', () => {
    expect(
      readAll(
        ['城建', '市政', '路灯'],
        [null, null, '井盖'],
        [null, '园林', '树木'],
        ['交通', null, null],
        [null, '公交'],
        [null, null, '站牌'],
      ),
    ).toEqual(['城建/市政/路灯', '城建/市政/井盖', '城建/园林/树木', '交通', '交通/公交', '交通/公交/站牌']);
  });

  it('is refused with a level missing between two', () => {
    expect(readAll(['城建', '市政', '路灯'], ['交通', null, '站牌'])).toEqual([
      '城建/市政/路灯',
      'CATEGORY_LEVEL_MISSING',
    ]);
    expect(readAll([null, '市政'])).toEqual(['CATEGORY_LEVEL_MISSING']);
    expect(readAll([' '])).toEqual(['TEXT_MISSING']);
  });

  it('has codes that depend on the whole path, today and tomorrow', () => {
    expect(categoryCode(['城建', '其他'])).not.toBe(categoryCode(['交通', '其他']));
    expect(categoryCode(['a', 'b'])).not.toBe(categoryCode(['ab']));
    expect(categoryCode(['城建', '市政', '路灯'])).toMatchInlineSnapshot(`"C-B64E95199D13"`);
  });
});
