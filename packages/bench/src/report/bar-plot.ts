/** A bar of the plot: its length, and a mark for every single round. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly rounds: readonly number[];
  readonly note: string;
  readonly isOwn: boolean;
}

const rowHeight = 46;
const left = 330;
const scaleWidth = 420;
const width = left + scaleWidth + 250;

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** Horizontal bars as SVG. The ticks on a bar are its rounds, so that a reader sees how far they lie apart. */
export function barPlot(title: string, subtitle: string, bars: readonly Bar[]): string {
  const largest = Math.max(1, ...bars.flatMap(({ value, rounds }) => [value, ...rounds]));
  const lengthOf = (value: number): string => ((value / largest) * scaleWidth).toFixed(1);
  const height = 80 + bars.length * rowHeight;
  const drawn = bars.map(({ label, value, rounds, note, isOwn }, index) => {
    const top = 72 + index * rowHeight;
    const ticks = rounds.map((round) => {
      const at = left + Number(lengthOf(round));
      return `<line x1="${at}" x2="${at}" y1="${top - 2}" y2="${top + 26}" stroke="#222" stroke-opacity=".55"/>`;
    });
    return `<text x="${left - 12}" y="${top + 16}" text-anchor="end">${escaped(label)}</text>
<rect x="${left}" y="${top}" width="${lengthOf(value)}" height="24" rx="2" fill="${isOwn ? '#b5372c' : '#9aa0a8'}"/>
${ticks.join('')}<text x="${left + Number(lengthOf(largest)) + 14}" y="${top + 16}">${escaped(note)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#fff"/>
<text x="16" y="28" font-size="17" font-weight="600">${escaped(title)}</text>
<text x="16" y="50" fill="#555">${escaped(subtitle)}</text>
${drawn.join('\n')}
</svg>
`;
}
