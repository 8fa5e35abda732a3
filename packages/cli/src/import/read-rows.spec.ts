import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { writeErrorWorkbook, type RefusedRow } from '../spreadsheet/error-workbook.js';
import { openSpreadsheet } from '../spreadsheet/open-spreadsheet.js';
import { readCategories, readSuggestions } from './read-rows.js';

const folder = mkdtempSync(join(tmpdir(), 'lianxin-import-spec-'));
const path = join(folder, 'list.xlsx');
afterAll(() => rmSync(folder, { recursive: true }));

const context = { now: new Date('2026-03-10T02:00:00Z') };

async function importFile(file: string) {
  await using spreadsheet = await openSpreadsheet(file);
  const { found, rows } = await readSuggestions(spreadsheet, context);
  const taken: string[] = [];
  const refused: (RefusedRow & { code: string })[] = [];
  for await (const { rowNumber, cells, outcome } of rows()) {
    if ('ok' in outcome) taken.push(`${rowNumber} ${outcome.ok.sourceNumber} ${outcome.ok.collectedAt.toISOString()}`);
    else refused.push({ rowNumber, cells, reason: outcome.refused, code: outcome.refused.code });
  }
  return { found, taken, refused };
}

const list: SheetData = [
  [{ value: '某市留言汇总表', columnSpan: 5 }],
  ['留言时间', '留言\n详情', '序号', '留言编号', '备注'],
  ['2025/3/5 10:12:37', '门前的路灯坏了。', 1, 7001, null],
  [{ value: new Date('2025-03-06T09:30:00Z'), type: Date, format: 'yyyy/m/d h:mm' }, '井盖破了。', 2, 7002, null],
  [null, null, null, null, null],
  ['某日', '公交站牌看不清。', 3, 7003, '=1+1'],
];

describe('readSuggestions', () => {
  it('reads a workbook as people make them, and refuses row by row', async () => {
    await writeXlsxFile(list).toFile(path);
    const { found, taken, refused } = await importFile(path);
    expect(found).toMatchObject({ rowNumber: 2, columns: { collectedAt: 0, content: 1, sourceNumber: 3 } });
    // A date cell shows local time: half past nine in it is half past nine in Asia/Shanghai.
    expect(taken).toEqual(['3 7001 2025-03-05T02:12:37.000Z', '4 7002 2025-03-06T01:30:00.000Z']);
    expect(refused).toMatchObject([{ rowNumber: 6, code: 'DATE_UNREADABLE' }]);
  });

  it('reads the same from a csv file', async () => {
    writeFileSync(path, '留言时间,留言详情,留言编号\n2025/3/5 10:12:37,门前的路灯坏了。,7001\n某日,井盖破了。,7002\n');
    const { taken, refused } = await importFile(path);
    expect(taken).toEqual(['2 7001 2025-03-05T02:12:37.000Z']);
    expect(refused.map(({ rowNumber }) => rowNumber)).toEqual([3]);
  });

  it('reads its own error workbook again, formulas and all', async () => {
    await writeXlsxFile(list).toFile(path);
    const { found, refused } = await importFile(path);
    const errors = join(folder, 'errors.xlsx');
    await writeErrorWorkbook(errors, refused, found.headings);
    const again = await importFile(errors);
    expect(again.refused).toMatchObject([{ rowNumber: 2, code: 'DATE_UNREADABLE' }]);
    expect(again.refused[0]?.cells.slice(3)).toEqual(['某日', '公交站牌看不清。', '3', '7003', "'=1+1"]);
  });

  it('refuses another kind of list', async () => {
    await writeXlsxFile([
      ['一级分类', '二级分类'],
      ['城建', '市政'],
    ]).toFile(path);
    await expect(importFile(path)).rejects.toMatchObject({ code: 'UNKNOWN_HEADINGS' });
  });
});

describe('readCategories', () => {
  it('gives the nodes of every row', async () => {
    await writeXlsxFile([
      ['一级分类', '二级分类', '三级分类'],
      ['城建', '市政', '路灯'],
      [null, null, '井盖'],
    ]).toFile(path);
    await using spreadsheet = await openSpreadsheet(path);
    const codes = new Set<string>();
    for await (const { outcome } of (await readCategories(spreadsheet)).rows()) {
      if ('ok' in outcome) outcome.ok.forEach(({ code }) => codes.add(code));
    }
    expect(codes.size).toBe(4);
  });
});
