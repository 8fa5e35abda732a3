/** One line of a table: the first cell is text, the rest are set to the right. */
export type Row = readonly string[];

/** Columns of a terminal that a text takes: characters of Chinese take two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[⺀-鿿＀-￯]/.test(letter) ? 2 : 1), 0);

/** A table in plain text, with a rule under its head. */
export function textTable(head: Row, rows: readonly Row[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => widthOf(row[column] ?? ''))));
  const line = (row: Row): string =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return column === 0 ? cell + gap : gap + cell;
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
