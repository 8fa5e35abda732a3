import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookParts, writeZip } from '../../test/workbook-fixture.js';
import { openSpreadsheet } from './open-spreadsheet.js';
import { SpreadsheetError } from './spreadsheet-error.js';

const folder = mkdtempSync(join(tmpdir(), 'lianxin-open-spec-'));
const path = join(folder, 'file.xlsx');
afterAll(() => rmSync(folder, { recursive: true }));

/** The code with which a file is refused, when opened or while it is read. */
async function fault(content?: string | Buffer): Promise<string> {
  if (content !== undefined) writeFileSync(path, content);
  try {
    await using spreadsheet = await openSpreadsheet(path);
    for await (const row of spreadsheet.rows()) if (row.rowNumber < 1) return 'bad row';
    return 'none';
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    expect(error.messageIn('zh')).toMatch(/[一-龥]/);
    expect(`${error.messageIn('zh')} ${error.message}`).not.toMatch(/\{\w+\}|undefined/);
    return error.code;
  }
}

const ole = (...streams: string[]) =>
  Buffer.concat([
    Buffer.from('D0CF11E0A1B11AE1', 'hex'),
    Buffer.alloc(2_000_000),
    ...streams.map((name) => Buffer.from(name, 'utf16le')),
  ]);

describe('openSpreadsheet', () => {
  it('goes by the content, not by the name', async () => {
    writeFileSync(path, '留言主题,留言时间\n路灯,2025/3/5\n');
    await using spreadsheet = await openSpreadsheet(path);
    expect(spreadsheet.format).toBe('csv');
  });

  it('refuses what it cannot read, each with its own code', async () => {
    expect(await fault('')).toBe('FILE_EMPTY');
    expect(await fault(ole('Root Entry', 'Workbook'))).toBe('OLD_XLS');
    expect(await fault(ole('EncryptionInfo', 'EncryptedPackage'))).toBe('ENCRYPTED_WORKBOOK');
    expect(await fault(ole('WordDocument'))).toBe('NOT_A_SPREADSHEET');
    expect(await fault('%PDF-1.7 ...')).toBe('NOT_A_SPREADSHEET');
    expect(await fault('\uFEFF<html><table><tr><td>留言主题</td></tr></table>')).toBe('NOT_A_SPREADSHEET');
    expect(await fault('<?xml version="1.0"?><Workbook/>')).toBe('NOT_A_SPREADSHEET');
    expect(await fault(Buffer.from([1, 2, 0, 3]))).toBe('NOT_A_SPREADSHEET');
    expect(await fault(`${'a,b\n'.repeat(2000)}\0`)).toBe('NOT_A_SPREADSHEET');
    expect(await fault('\n , \n\n')).toBe('EMPTY_SHEET');
    expect(await fault('a,b\n"never closed,c\n')).toBe('UNCLOSED_QUOTE');
    await expect(openSpreadsheet(join(folder, 'absent.xlsx'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
    await expect(openSpreadsheet(folder)).rejects.toMatchObject({ code: 'NOT_A_SPREADSHEET' });
  });

  it('refuses zips that are no workbook, are locked or empty', async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row>';
    writeZip(path, [['photo.jpg', 'x']]);
    expect(await fault()).toBe('NOT_A_SPREADSHEET');
    writeZip(path, [
      ['[Content_Types].xml', '<Types/>'],
      ['_rels/.rels', '<Relationships/>'],
      ['word/document.xml', '<w/>'],
    ]);
    expect(await fault()).toBe('NOT_A_SPREADSHEET');
    writeZip(path, workbookParts({ rows }), 1);
    expect(await fault()).toBe('ENCRYPTED_WORKBOOK');
    writeZip(path, workbookParts({ rows: '<row r="1"><c r="A1" s="1"/></row>' }));
    expect(await fault()).toBe('EMPTY_SHEET');
  });

  it('refuses damaged workbooks', async () => {
    const parts = workbookParts({ rows: '<row r="1"><c r="A1"><v>1</v></c></row>'.repeat(500) });
    writeZip(path, parts);
    const whole = readFileSync(path);
    expect(await fault(whole.subarray(0, whole.length - 40))).toBe('BROKEN_FILE');
    const scratched = Buffer.from(whole);
    scratched.fill(0xff, scratched.indexOf('sheet1.xml') + 12, scratched.indexOf('sheet1.xml') + 60);
    expect(await fault(scratched)).toBe('BROKEN_FILE');
    writeZip(
      path,
      parts.filter(([name]) => !name.includes('sheet1')),
    );
    expect(await fault()).toBe('BROKEN_FILE');
    writeZip(path, workbookParts({ rows: '<row r="1"><c r="A1"><v>1</v></row>' }));
    expect(await fault()).toBe('BROKEN_FILE');
    writeZip(path, workbookParts({ rows: '<row r="1"><c r="A1"><v>&bomb;</v></c></row>' }));
    expect(await fault()).toBe('BROKEN_FILE');
  });

  it('does not unpack a bomb', async () => {
    writeZip(path, workbookParts({ rows: `<row><c><v>1</v></c></row>${' '.repeat(70 * 1024 * 1024)}` }));
    expect(await fault()).toBe('SUSPICIOUS_FILE');
  });
});
