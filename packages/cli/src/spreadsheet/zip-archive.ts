import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { limits } from './limits.js';
import { brokenFile, SpreadsheetError } from './spreadsheet-error.js';

/** The parts of a workbook: read from the central directory, unpacked only when asked for. */
export interface ZipArchive {
  has(name: string): boolean;
  /** Bytes of a part when unpacked, as the archive declares and unpacking enforces. */
  sizeOf(name: string): number;
  /** A part as a stream. Throws `SpreadsheetError` for a part that is missing, encrypted or absurd. */
  stream(name: string): Promise<Readable>;
  close(): void;
}

/** Opens an archive and lists its parts; names are found in any case, as Windows programs write them. */
export async function openZip(path: string): Promise<ZipArchive> {
  const zip = await openFile(path);
  try {
    const entries = await listEntries(zip);
    const entryOf = (name: string): Entry => {
      const entry = entries.get(name.toLowerCase());
      if (!entry) throw new SpreadsheetError('BROKEN_FILE', { part: name });
      return entry;
    };
    return {
      has: (name) => entries.has(name.toLowerCase()),
      sizeOf: (name) => entryOf(name).uncompressedSize,
      stream: (name) => openEntry(zip, entryOf(name)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function openFile(path: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error) reject(asError(brokenFile(error, 'zip')));
      else resolve(zip);
    });
  });
}

function listEntries(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on('error', (error: unknown) => reject(asError(brokenFile(error, 'zip'))));
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.toLowerCase(), entry);
      if (entries.size > limits.zipEntries) reject(new SpreadsheetError('SUSPICIOUS_FILE', { part: 'zip' }));
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  const { fileName, uncompressedSize, compressedSize } = entry;
  const isBomb = uncompressedSize > limits.bombBytes && uncompressedSize > compressedSize * limits.bombRatio;
  return new Promise((resolve, reject) => {
    if (entry.isEncrypted()) {
      reject(new SpreadsheetError('ENCRYPTED_WORKBOOK'));
    } else if (isBomb || uncompressedSize > limits.streamedPartBytes) {
      reject(new SpreadsheetError('SUSPICIOUS_FILE', { part: fileName }));
    } else {
      zip.openReadStream(entry, (error, stream) => {
        if (error) reject(asError(brokenFile(error, fileName)));
        else resolve(stream);
      });
    }
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error('Unreadable archive', { cause: error });
}
