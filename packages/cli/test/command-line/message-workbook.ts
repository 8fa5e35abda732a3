import { workbookParts, writeZip } from '../workbook-fixture.js';

type Cell = string | number | null;

const headings = ['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '答复意见', '答复时间', '点赞数'];

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function cellXml(cell: Cell, at: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`;
  return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

/** Writes a workbook with exactly these rows. */
export function writeRows(path: string, rows: readonly (readonly Cell[])[]): void {
  const xml = rows.map((cells, n) => {
    const written = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${n + 1}`)).join('');
    return `<row r="${n + 1}">${written}</row>`;
  });
  writeZip(path, workbookParts({ rows: xml.join('') }));
}

/** A message of a board; every second one was answered two days later. */
function message(n: number): Cell[] {
  const day = String((n % 27) + 1).padStart(2, '0');
  const answer: Cell[] = n % 2 === 0 ? [`您好,第${n}件已办理。`, `2024-04-${day} 09:30:00`] : [null, null];
  return [`M${n}`, `U00${n}`, `第${n}条留言`, `2024/3/${day} 08:15:00`, `第${n}条留言的内容。`, ...answer, n];
}

/** Writes a workbook of `count` messages, and the given rows behind them. */
export function writeMessages(path: string, count: number, more: readonly (readonly Cell[])[] = []): void {
  writeRows(path, [headings, ...Array.from({ length: count }, (_, n) => message(n)), ...more]);
}
