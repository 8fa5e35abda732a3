import { CellTextCollector, unescapeText } from './cell-text-collector.js';
import type { CellValue } from './cell-value.js';
import { limits } from './limits.js';
import type { SharedStrings } from './shared-strings.js';
import type { RowFault } from './spreadsheet.js';
import type { XmlHandler } from './xml-stream.js';

/** Days between the two systems of serial dates. */
const DAYS_1904 = 1462;

/** What a sheet needs from the rest of its workbook. */
export interface SheetContext {
  readonly sharedStrings: SharedStrings | undefined;
  readonly isDate1904: boolean;
  readonly dateStyles: readonly boolean[];
}

/** A row as collected, before it is known how far the stream has come. */
export interface CollectedRow {
  readonly rowNumber: number;
  readonly cells: readonly CellValue[];
  readonly fault?: RowFault;
}

/** Turns the XML of a sheet into rows; whoever feeds the parser drains them chunk by chunk. */
export class SheetRowCollector implements XmlHandler {
  #rows: CollectedRow[] = [];
  #rowNumber = 0;
  #cells: CellValue[] = [];
  #rowCharacters = 0;
  #fault: RowFault | undefined;
  #column = -1;
  #type = 'n';
  #style = 0;
  readonly #text = new CellTextCollector();
  #isText = false;
  #isPhonetic = false;

  constructor(private readonly context: SheetContext) {}

  /** The rows completed since the last call. */
  drain(): readonly CollectedRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      // The number may be left out; one that does not grow is not believed.
      this.#rowNumber = Math.max(Number(attributes['r']) || 0, this.#rowNumber + 1);
      this.#cells = [];
      this.#rowCharacters = 0;
      this.#fault = undefined;
      this.#column = -1;
    } else if (name === 'c') {
      this.#column = columnOf(attributes['r']) ?? this.#column + 1;
      this.#type = attributes['t'] ?? 'n';
      this.#style = Number(attributes['s'] ?? 0);
      this.#text.clear();
    } else if (name === 'v' || name === 't') {
      this.#isText = !this.#isPhonetic;
    } else if (name === 'rPh') {
      this.#isPhonetic = true;
    }
  }

  text(text: string): void {
    if (this.#isText) this.#text.add(text);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isPhonetic = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
  }

  #closeCell(): void {
    if (this.#column >= limits.columns) return;
    const raw = this.#text.get();
    const value = raw === undefined ? undefined : this.#valueOf(raw);
    if (typeof value === 'string') this.#rowCharacters += value.length;
    if (value === undefined || this.#rowCharacters > limits.rowCharacters) {
      this.#fault ??= { code: 'CELL_TOO_LARGE', column: this.#column };
    } else if (value !== null && value !== '') {
      while (this.#cells.length < this.#column) this.#cells.push(null);
      this.#cells[this.#column] = value;
    }
  }

  #closeRow(): void {
    if (this.#cells.length === 0 && this.#fault === undefined) return;
    this.#rows.push({ rowNumber: this.#rowNumber, cells: this.#cells, fault: this.#fault });
  }

  /** The value of a cell by its type; undefined when a string was over the limit. */
  #valueOf(raw: string): CellValue | undefined {
    switch (this.#type) {
      case 's': {
        const text = raw === '' ? '' : this.context.sharedStrings?.get(Number(raw));
        return text === null ? undefined : (text ?? { kind: 'error', code: '#REF!' });
      }
      case 'inlineStr':
      case 'str':
        return unescapeText(raw);
      case 'b':
        return raw === '1' || raw === 'true';
      case 'e':
        return { kind: 'error', code: raw };
      case 'd':
        return raw;
      default:
        return this.#numberOf(raw);
    }
  }

  #numberOf(raw: string): CellValue {
    if (raw === '') return null;
    const number = Number(raw);
    if (Number.isNaN(number)) return raw;
    if (this.context.dateStyles[this.#style] !== true) return number;
    return { kind: 'date', serial: number + (this.context.isDate1904 ? DAYS_1904 : 0) };
  }
}

/** The column of a reference such as `AB12`, from 0; undefined when there is none. */
function columnOf(reference: string | undefined): number | undefined {
  let column = 0;
  for (const letter of reference ?? '') {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column === 0 ? undefined : column - 1;
}
