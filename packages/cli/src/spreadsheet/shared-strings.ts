import { CellTextCollector, unescapeText } from './cell-text-collector.js';
import { SpillFile } from './spill-file.js';
import { parseXml, type XmlHandler } from './xml-stream.js';
import type { ZipArchive } from './zip-archive.js';

/** One record of the index: the position as a double (exact to 2^53) and the length in bytes. */
const RECORD_BYTES = 12;
const TOO_LARGE = 0xffff_ffff;

/**
 * The strings that cells refer to by number. A workbook lists them before its rows, all of them, so they go to a
 * temporary file with an index in another; memory holds a few pages of both, whatever their number.
 */
export class SharedStrings implements Disposable {
  readonly #strings = new SpillFile(64);
  readonly #index = new SpillFile(16);

  /** Reads the part of the shared strings to its end. */
  static async load(zip: ZipArchive, part: string): Promise<SharedStrings> {
    const shared = new SharedStrings();
    try {
      await shared.#spill(zip, part);
      return shared;
    } catch (error) {
      shared[Symbol.dispose]();
      throw error;
    }
  }

  /** The string of a number; null for one over the limit, undefined for a number that the workbook does not have. */
  get(number: number): string | null | undefined {
    const at = number * RECORD_BYTES;
    if (!Number.isInteger(number) || number < 0 || at >= this.#index.length) return undefined;
    const record = this.#index.read(at, RECORD_BYTES);
    const length = record.readUInt32LE(8);
    if (length === TOO_LARGE) return null;
    return this.#strings.read(record.readDoubleLE(0), length).toString('utf8');
  }

  [Symbol.dispose](): void {
    this.#strings[Symbol.dispose]();
    this.#index[Symbol.dispose]();
  }

  async #spill(zip: ZipArchive, part: string): Promise<void> {
    const collector = new CellTextCollector();
    let isText = false;
    let isPhonetic = false;
    const handler: XmlHandler = {
      open: (name) => {
        if (name === 'si') collector.clear();
        if (name === 'rPh') isPhonetic = true;
        if (name === 't') isText = !isPhonetic;
      },
      text: (text) => {
        if (isText) collector.add(text);
      },
      close: (name) => {
        if (name === 't') isText = false;
        if (name === 'rPh') isPhonetic = false;
        if (name === 'si') this.#append(collector.get());
      },
    };
    const chunks = parseXml(await zip.stream(part), handler, part);
    while (!(await chunks.next()).done);
    this.#strings.flush();
    this.#index.flush();
  }

  #append(text: string | undefined): void {
    const bytes = Buffer.from(unescapeText(text ?? ''), 'utf8');
    const record = Buffer.alloc(RECORD_BYTES);
    record.writeDoubleLE(this.#strings.length, 0);
    record.writeUInt32LE(text === undefined ? TOO_LARGE : bytes.length, 8);
    this.#index.append(record);
    this.#strings.append(bytes);
  }
}
