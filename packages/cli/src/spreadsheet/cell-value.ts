/**
 * A date cell: a number that the sheet shows as a date. The serial is in days since 1899-12-30 with the time of day as its
 * fraction, in the local time of whoever typed it; sheets in the 1904 system are converted.
 */
export interface DateCell {
  readonly kind: 'date';
  readonly serial: number;
}

/** A cell that holds an error such as `#N/A` or `#REF!`. */
export interface ErrorCell {
  readonly kind: 'error';
  readonly code: string;
}

/** What a cell holds; null where it is empty. Cells of a CSV file are strings or null. */
export type CellValue = string | number | boolean | DateCell | ErrorCell | null;

/** A cell as text, as near to what its reader saw as is of use: whole numbers without exponent, errors by their code. */
export function cellText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? cell.toFixed(0) : String(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return cell.kind === 'error' ? cell.code : serialText(cell.serial);
}

/** A serial as `2024-03-05 10:12:37`; the time is left out at midnight. */
function serialText(serial: number): string {
  const time = new Date(Math.round((serial - 25_569) * 86_400) * 1000);
  if (Number.isNaN(time.getTime())) return String(serial);
  const [date = '', clock = ''] = time.toISOString().slice(0, 19).split('T');
  return clock === '00:00:00' ? date : `${date} ${clock}`;
}
