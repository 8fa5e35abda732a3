import { inertText } from '@lianxin/privacy';
import { cellText, type CellValue } from '../spreadsheet/cell-value.js';
import type { Columns } from './heading.js';
import { refuseRow, type RowRefusal } from './import-notice.js';

/** Reads the cells of one row by field. */
export class RowCells<Field extends string> {
  constructor(
    private readonly cells: readonly CellValue[],
    private readonly columns: Columns<Field>,
  ) {}

  /** The cell of a field; null when the column is absent or the cell empty. */
  cell(field: Field): CellValue {
    const column = this.columns[field];
    return column === undefined ? null : (this.cells[column] ?? null);
  }

  /** The cell as harmless text; empty for an error such as `#N/A`. */
  text(field: Field, multiline = false): string {
    const cell = this.cell(field);
    if (typeof cell === 'object' && cell?.kind === 'error') return '';
    // An apostrophe before a formula sign is how a spreadsheet says "this is text"; our own error workbook writes it.
    return inertText(cellText(cell), { multiline }).replace(/^'(?=[=+\-@＝＋－＠])/, '');
  }

  /** The cell as a count: a whole number from 0, blank for none, with or without 票、次、人 behind it. */
  count(field: Field, label: string): number | RowRefusal {
    const value = this.text(field).normalize('NFKC').replace(/[\s,]/g, '');
    if (value === '' || value === '-') return 0;
    const digits = /^([+-]?\d{1,9})(?:\.0+)?[票次人个]?$/.exec(value)?.[1];
    if (digits === undefined) return refuseRow('COUNT_UNREADABLE', { field: label, value: shown(value) });
    const count = Number(digits);
    return count < 0 ? refuseRow('COUNT_NEGATIVE', { field: label, value: shown(value) }) : count;
  }
}

/** A value short enough to stand in a message. */
export function shown(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}
