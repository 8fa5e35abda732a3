import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRows } from '../../test/all-rows.js';
import { workbookParts, writeZip, type WorkbookXml } from '../../test/workbook-fixture.js';
import type { CellValue } from './cell-value.js';
import { openSpreadsheet } from './open-spreadsheet.js';
import type { SpreadsheetRow } from './spreadsheet.js';

const folder = mkdtempSync(join(tmpdir(), 'lianxin-xlsx-spec-'));
const path = join(folder, 'workbook.xlsx');
afterAll(() => rmSync(folder, { recursive: true }));

async function readRows(xml: WorkbookXml): Promise<SpreadsheetRow[]> {
  writeZip(path, workbookParts(xml));
  await using spreadsheet = await openSpreadsheet(path);
  return await allRows(spreadsheet);
}

const cellsOf = async (xml: WorkbookXml): Promise<(readonly CellValue[])[]> =>
  (await readRows(xml)).map(({ cells }) => cells);
const openSpills = () => readdirSync(tmpdir()).filter((name) => name.startsWith('lianxin-import-'));

describe('an xlsx workbook', () => {
  it('gives shared, rich, inline and formula text', async () => {
    const sharedStrings =
      '<si><t>路灯</t></si><si><r><rPr><b/></rPr><t>门前</t></r><r><t xml:space="preserve"> 路灯</t></r><rPh><t>ロ</t></rPh></si><si><t/></si><si><t>a_x000D_b &amp; _x005F_x000D_</t></si>';
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row>' +
      '<row r="2"><c r="A2" t="inlineStr"><is><t>行内</t></is></c><c r="B2" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>' +
      '<c r="C2" t="str"><f>A1&amp;B1</f><v>公式</v></c><c r="D2" t="s"><v>99</v></c></row>';
    expect(await cellsOf({ rows, sharedStrings })).toEqual([
      ['路灯', '门前 路灯', null, 'a\rb & _x000D_'],
      ['行内', '甲乙', '公式', { kind: 'error', code: '#REF!' }],
    ]);
  });

  it('gives numbers, booleans, errors, and dates by their number format', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="177" formatCode="0.00&quot;元/m&quot;"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs>';
    const rows =
      '<row r="1"><c r="A1"><v>188006</v></c><c r="B1"><v>1.38E+10</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c></row>' +
      '<row r="2"><c r="A2" s="0"><v>5</v></c><c r="B2" s="1"><v>43782.5</v></c><c r="C2" s="2"><v>45000</v></c><c r="D2" s="3"><v>7</v></c><c r="E2" t="d"><v>2024-03-05</v></c></row>';
    expect(await cellsOf({ rows, styles })).toEqual([
      [188_006, 13_800_000_000, true, { kind: 'error', code: '#N/A' }],
      [5, { kind: 'date', serial: 43_782.5 }, { kind: 'date', serial: 45_000 }, 7, '2024-03-05'],
    ]);
  });

  it('counts dates of the 1904 system from 1900', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const rows = '<row r="1"><c r="A1" s="0"><v>43538</v></c></row>';
    expect(await cellsOf({ rows, styles, workbook: '<workbookPr date1904="1"/>' })).toEqual([
      [{ kind: 'date', serial: 45_000 }],
    ]);
  });

  it('keeps row numbers and columns over gaps, with and without references', async () => {
    const rows =
      '<row r="2"/><row r="3"><c r="C3"><v>1</v></c><c r="AB3"><v>2</v></c><c r="AC3" s="4"/></row>' +
      '<row><c><v>3</v></c><c><v>4</v></c></row><row r="9"><c r="A9" t="inlineStr"><is><t></t></is></c></row><row r="12"><c r="B12"><v>5</v></c></row>';
    const read = await readRows({ rows });
    expect(read.map(({ rowNumber }) => rowNumber)).toEqual([3, 4, 12]);
    expect(read[0]?.cells).toHaveLength(28);
    expect(read[0]?.cells[2]).toBe(1);
    expect(read[0]?.cells[27]).toBe(2);
    expect(read.slice(1).map(({ cells }) => cells)).toEqual([
      [3, 4],
      [null, 5],
    ]);
  });

  it('reads the first visible sheet that holds anything', async () => {
    const filled = '<row r="1"><c r="A1"><v>9</v></c></row>';
    const before = [
      { name: '隐藏', state: 'hidden', rows: filled },
      { name: '空白', state: 'visible', rows: '<row r="1"><c r="A1" s="1"/></row>' },
    ];
    writeZip(path, workbookParts({ rows: filled, before }));
    await using spreadsheet = await openSpreadsheet(path);
    expect(spreadsheet).toMatchObject({ format: 'xlsx', sheetName: '留言' });
  });

  it('tells how far reading has come, and reads again from the start', async () => {
    const rows = Array.from(
      { length: 5000 },
      (_, at) => `<row><c><v>${at}</v></c><c t="inlineStr"><is><t>门前的路灯</t></is></c></row>`,
    );
    writeZip(path, workbookParts({ rows: rows.join('') }));
    await using spreadsheet = await openSpreadsheet(path);
    for (let round = 0; round < 2; round += 1) {
      const read = await allRows(spreadsheet);
      expect(read.map(({ cells }) => cells[0])).toEqual(rows.map((_, at) => at));
      const progress = read.map(({ bytesRead }) => bytesRead);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress[0]).toBeLessThan(spreadsheet.totalBytes / 2);
      expect(progress.at(-1)).toBe(spreadsheet.totalBytes);
    }
  });

  it('finds every one of many shared strings, in any order', async () => {
    const text = (at: number) => `第${at}盏路灯 ${'×'.repeat((at * 7919) % 400)}`;
    const count = 6000;
    const sharedStrings = Array.from({ length: count }, (_, at) => `<si><t>${text(at)}</t></si>`).join('');
    const order = Array.from({ length: count }, (_, at) => (at * 4001) % count);
    const rows = order.map((at) => `<row><c t="s"><v>${at}</v></c></row>`).join('');
    expect((await cellsOf({ rows, sharedStrings })).map(([cell]) => cell)).toEqual(order.map(text));
  });

  it('gives up a cell that is too large and reads on', async () => {
    const large = '灯&amp;'.repeat(4_000_000);
    const rows = `<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>${large}</t></is></c><c r="C1"><v>2</v></c></row>
      <row r="2"><c r="A2" t="s"><v>0</v></c></row><row r="3"><c r="A3" t="s"><v>1</v></c></row>`;
    const read = await readRows({ rows, sharedStrings: `<si><t>${large}</t></si><si><t>路灯</t></si>` });
    expect(read).toMatchObject([
      { rowNumber: 1, cells: [1, null, 2], fault: { code: 'CELL_TOO_LARGE', column: 1 } },
      { rowNumber: 2, cells: [], fault: { code: 'CELL_TOO_LARGE', column: 0 } },
      { rowNumber: 3, cells: ['路灯'], fault: undefined },
    ]);
  });

  it('leaves no temporary file behind: not read to its end, nor broken in the middle', async () => {
    const before = openSpills();
    const sharedStrings = '<si><t>路灯</t></si>';
    writeZip(path, workbookParts({ rows: '<row><c t="s"><v>0</v></c></row>'.repeat(3), sharedStrings }));
    const spreadsheet = await openSpreadsheet(path);
    for await (const row of spreadsheet.rows()) if (row.rowNumber === 1) break;
    await spreadsheet.close();
    await spreadsheet.close();
    writeZip(path, workbookParts({ rows: '<row></c>', sharedStrings }));
    await expect(openSpreadsheet(path)).rejects.toMatchObject({ code: 'BROKEN_FILE' });
    expect(openSpills()).toEqual(before);
  });
});
