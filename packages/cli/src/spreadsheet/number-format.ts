/** Built-in formats that show a date or a time, the East Asian ones (27–36, 50–58) included. ECMA-376 part 1, §18.8.30. */
const builtInDates: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/**
 * Whether a number format shows a date or a time. `code` is the format's own text, for formats that are not built in.
 * Quoted text, escaped characters and brackets (colours, locales) do not count, elapsed time such as `[h]` does.
 */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDates.some(([from, to]) => id >= from && id <= to);
  const significant = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/General|G\/通用格式/gi, '');
  return /[ymdhs年月日时]/i.test(significant);
}
