import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRows } from '../../test/all-rows.js';
import { openSpreadsheet } from './open-spreadsheet.js';

const folder = mkdtempSync(join(tmpdir(), 'lianxin-csv-spec-'));
const path = join(folder, 'file.csv');
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer) {
  writeFileSync(path, content);
  await using spreadsheet = await openSpreadsheet(path);
  return await allRows(spreadsheet);
}

const cells = async (content: string | Buffer) => (await read(content)).map((row) => row.cells);
const table = '编号,主题\n1,路灯\n';
const wanted = [
  ['编号', '主题'],
  ['1', '路灯'],
];
/** 编号,主题⏎1,路灯⏎ in GB18030. */
const gb18030 = Buffer.from('b1e0bac52cd6f7cce20a312cc2b7b5c60a', 'hex');

describe('a csv file', () => {
  it('is read in the encodings that spreadsheet programs write', async () => {
    expect(await cells(table)).toEqual(wanted);
    expect(await cells(`\uFEFF${table}`)).toEqual(wanted);
    expect(await cells(gb18030)).toEqual(wanted);
    expect(await cells(Buffer.from(`\uFEFF${table}`, 'utf16le'))).toEqual(wanted);
    expect(await cells(Buffer.from(`\uFEFF${table}`, 'utf16le').swap16())).toEqual(wanted);
  });

  it('is known as GB18030 though its first Chinese character stands far down', async () => {
    const filler = 'a,b\n'.repeat(100_000);
    const rows = await cells(Buffer.concat([Buffer.from(filler), gb18030]));
    expect(rows).toHaveLength(100_002);
    expect(rows.at(-1)).toEqual(['1', '路灯']);
  });

  it('stays UTF-8 with a broken character in it', async () => {
    const content = Buffer.concat([Buffer.from('路灯不亮。'.repeat(50)), Buffer.from([0xff]), Buffer.from('完\n')]);
    expect((await cells(content))[0]?.[0]).toContain('路灯不亮');
  });

  it.each([',', '\t', ';', '，'])('is separated by %p', async (delimiter) => {
    expect(await cells(table.replaceAll(',', delimiter))).toEqual(wanted);
  });

  it('is not misled by delimiters inside quotation marks', async () => {
    expect(await cells('"a,b,c,d";"x"\n"1";"2,3,4"\n')).toEqual([
      ['a,b,c,d', 'x'],
      ['1', '2,3,4'],
    ]);
  });

  it('is not misled by the commas of Chinese text', async () => {
    const content = '编号,主题\n1,路灯不亮，请修，谢谢\n2,井盖破了，危险，请修，谢谢\n';
    expect((await cells(content))[1]).toEqual(['1', '路灯不亮，请修，谢谢']);
  });

  it('keeps row numbers over empty rows, and line breaks inside cells', async () => {
    const rows = await read('编号,主题\r\n\r\n,\r\n1,"第一行\n第二行, ""引用"""\r\n2\r\n');
    expect(rows.map(({ rowNumber, cells: read }) => [rowNumber, read])).toEqual([
      [1, ['编号', '主题']],
      [4, ['1', '第一行\n第二行, "引用"']],
      [5, ['2']],
    ]);
  });

  it('gives up a cell that is too large and reads on', async () => {
    const rows = await read(`a,b\n1,"${'x'.repeat(1_000_001)}"\n2,y\n`);
    expect(rows).toMatchObject([
      {},
      { cells: ['1'], fault: { code: 'CELL_TOO_LARGE', column: 1 } },
      { cells: ['2', 'y'] },
    ]);
  });

  it('tells how far reading has come', async () => {
    const rows = await read(table.repeat(20_000));
    const progress = rows.map(({ bytesRead }) => bytesRead);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress[0]).toBeLessThan(Buffer.byteLength(table) * 10_000);
    expect(progress.at(-1)).toBe(Buffer.byteLength(table) * 20_000);
  });

  it('can be left in the middle', async () => {
    writeFileSync(path, table.repeat(50_000));
    const spreadsheet = await openSpreadsheet(path);
    for await (const row of spreadsheet.rows()) if (row.rowNumber === 2) break;
    expect((await allRows(spreadsheet)).length).toBe(100_000);
    await spreadsheet.close();
  });
});
