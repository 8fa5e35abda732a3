import { open, type FileHandle } from 'node:fs/promises';
import { codeOf, SpreadsheetError } from './spreadsheet-error.js';

/** What a file is by its content; its name has no say. */
export type FileKind = 'ZIP' | 'TEXT';

const signatures: readonly (readonly [name: string, bytes: string])[] = [
  ['PDF', '%PDF-'],
  ['RAR', 'Rar!'],
  ['7z', '7z\u00BC\u00AF'],
  ['gzip', '\u001F\u008B'],
  ['PNG', '\u0089PNG'],
  ['JPEG', '\u00FF\u00D8\u00FF'],
  ['RTF', '{\\rtf'],
];
const ZIP = ['PK\u0003\u0004', 'PK\u0005\u0006'];
const OLE2 = '\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1';
/** Names of streams inside an OLE2 file tell a locked .xlsx and an .xls from other documents. */
const streamNames = { encrypted: utf16('EncryptedPackage'), xls: utf16('Workbook'), oldXls: utf16('Book') };

/** Tells what kind of reader a file needs. Throws `SpreadsheetError` for everything that no reader here can read. */
export async function detectFileKind(path: string): Promise<FileKind> {
  await using file = await openFile(path);
  const head = Buffer.alloc(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  if (bytesRead === 0) throw new SpreadsheetError('FILE_EMPTY');
  const start = head.toString('latin1', 0, bytesRead);
  if (ZIP.some((signature) => start.startsWith(signature))) return 'ZIP';
  if (start.startsWith(OLE2)) throw await oleError(file);
  const known = signatures.find(([, signature]) => start.startsWith(signature));
  if (known) throw new SpreadsheetError('NOT_A_SPREADSHEET', { found: known[0] });
  if (/^(?:\u00EF\u00BB\u00BF)?\s*<(?:!|\?xml|html|table)/i.test(start)) {
    // Old office systems write tables of HTML or XML and call them .xls.
    throw new SpreadsheetError('NOT_A_SPREADSHEET', { found: 'HTML / XML' });
  }
  const isUtf16 = start.startsWith('\u00FF\u00FE') || start.startsWith('\u00FE\u00FF');
  if (!isUtf16 && start.includes('\0')) throw new SpreadsheetError('NOT_A_SPREADSHEET', { found: 'binary' });
  return 'TEXT';
}

async function openFile(path: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      throw new SpreadsheetError('FILE_NOT_FOUND', { path }, { cause: error });
    }
    throw error;
  }
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new SpreadsheetError('NOT_A_SPREADSHEET', { found: 'directory' });
}

/** Looks for the names of streams through the file, a block at a time; the directory may lie anywhere in it. */
async function oleError(file: FileHandle): Promise<SpreadsheetError> {
  const block = Buffer.alloc(1024 * 1024);
  let isXls = false;
  for (let position = 0; ; position += block.length - 64) {
    const { bytesRead } = await file.read(block, 0, block.length, position);
    const seen = block.subarray(0, bytesRead);
    if (seen.includes(streamNames.encrypted)) return new SpreadsheetError('ENCRYPTED_WORKBOOK');
    isXls ||= seen.includes(streamNames.xls) || seen.includes(streamNames.oldXls);
    if (bytesRead < block.length) break;
  }
  return isXls
    ? new SpreadsheetError('OLD_XLS')
    : new SpreadsheetError('NOT_A_SPREADSHEET', { found: 'Word / PowerPoint / OLE2' });
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}
