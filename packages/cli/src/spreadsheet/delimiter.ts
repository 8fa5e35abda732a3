const LINES = 10;

/**
 * Finds what separates the cells of a text table: the character that stands equally often in most of the first lines,
 * outside quotation marks. Text has commas too, but not the same number in every line. The full-width comma is asked
 * last, because Chinese sentences are full of it. A comma where none fits: a table of one column.
 */
export function detectDelimiter(sample: string): string {
  const lines = firstLines(sample);
  const usual = [',', '\t', ';'].map((delimiter) => ({ delimiter, ...evenness(lines, delimiter) }));
  const best = usual.reduce((left, right) => (isBetter(right, left) ? right : left));
  if (best.lines > 0) return best.delimiter;
  return evenness(lines, '，').lines > 0 ? '，' : ',';
}

interface Evenness {
  /** Lines with the count that most lines have. */
  readonly lines: number;
  /** That count. */
  readonly count: number;
}

function isBetter(left: Evenness, right: Evenness): boolean {
  return left.lines === right.lines ? left.count > right.count : left.lines > right.lines;
}

function evenness(lines: readonly string[], delimiter: string): Evenness {
  const linesByCount = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
  }
  return [...linesByCount]
    .map(([count, total]) => ({ count, lines: total }))
    .reduce((left, right) => (isBetter(right, left) ? right : left), { count: 0, lines: 0 });
}

/** The first lines that hold anything, with what stands in quotation marks left out. */
function firstLines(sample: string): string[] {
  const unquoted = sample.replace(/"[^"]*"/g, '');
  return unquoted
    .split(/\r?\n|\r/, LINES * 4)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
}
