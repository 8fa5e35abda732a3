import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRows } from '../../test/all-rows.js';
import { writeErrorWorkbook, type RefusedRow } from './error-workbook.js';
import { openSpreadsheet } from './open-spreadsheet.js';

const folder = mkdtempSync(join(tmpdir(), 'lianxin-errors-spec-'));
const path = join(folder, 'errors.xlsx');
afterAll(() => rmSync(folder, { recursive: true }));

const reason = { zh: '没有留言时间', en: '留言时间 is missing' };

async function* refusedRows(count: number): AsyncGenerator<RefusedRow> {
  for (let at = 0; at < count; at += 1)
    yield { rowNumber: at + 2, reason, cells: [at, `第${at}盏路灯不亮`, null, '门前'.repeat(50)] };
}

async function readBack() {
  await using spreadsheet = await openSpreadsheet(path);
  return (await allRows(spreadsheet)).map(({ cells }) => cells);
}

describe('the error workbook', () => {
  it('lists each refused row with its number, the reasons and its cells', async () => {
    const cells = [
      7001,
      '=HYPERLINK("x")',
      { kind: 'date', serial: 45_000.5 },
      { kind: 'error', code: '#N/A' },
      true,
    ] as const;
    expect(await writeErrorWorkbook(path, [{ rowNumber: 5, reason, cells }], ['编号', '主题'])).toBe(1);
    expect(await readBack()).toEqual([
      ['原表行号 Row', '原因', 'Reason', '编号', '主题'],
      [5, reason.zh, reason.en, '7001', '\'=HYPERLINK("x")', '2023-03-15 12:00:00', '#N/A', 'TRUE'],
    ]);
  });

  it('holds thousands of rows and counts those beyond', async () => {
    expect(await writeErrorWorkbook(path, refusedRows(20_003))).toBe(20_003);
    const rows = await readBack();
    expect(rows).toHaveLength(20_002);
    expect(rows[20_000]?.slice(0, 5)).toEqual([20_001, reason.zh, reason.en, '19999', '第19999盏路灯不亮']);
    expect(rows.at(-1)?.[1]).toContain('还有 3 行');
  });

  it('lists fewer rows when they are long', async () => {
    const row: RefusedRow = { rowNumber: 2, reason, cells: ['长'.repeat(30_000)] };
    expect(
      await writeErrorWorkbook(
        path,
        Array.from({ length: 300 }, () => row),
      ),
    ).toBe(300);
    const rows = await readBack();
    expect(rows).toHaveLength(1 + 266 + 1);
    expect(rows.at(-1)?.[2]).toContain('34 more rows');
  });

  it('holds what XML cannot, shortened and without the characters that would break it', async () => {
    const cells = ['a\u0000\uD800<&>"\u{1F3E0}', '长'.repeat(40_000), ''];
    await writeErrorWorkbook(path, [{ rowNumber: 2, reason, cells }]);
    expect((await readBack())[1]?.slice(3)).toEqual(['a<&>"\u{1F3E0}', `${'长'.repeat(32_700)}…`]);
  });
});
