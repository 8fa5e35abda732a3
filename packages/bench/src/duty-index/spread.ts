import type { BoardRow } from '@lianxin/gateway';

/** How much the members of a board differ: what is quick for members who are all alike need not be so for a real cohort. */
export interface Spread {
  /** Distinct pairs of counts above and below the line, each rate by itself. */
  readonly pairs: number;
  /** Rates on the board: three a member. */
  readonly rates: number;
  /** Members who have everything in common with another one before them. */
  readonly alike: number;
  /** What was counted below the three lines of a member: the least, the middle and the most. */
  readonly counted: readonly [least: number, middle: number, most: number];
}

/** How much the members of a board differ. */
export function spreadOf(rows: readonly BoardRow[]): Spread {
  const pairs = new Set<string>();
  const members = new Set<string>();
  const counted: number[] = [];
  for (const { standing } of rows) {
    const own = standing.rates.map(
      ({ kind, numerator, denominator }) =>
        `${kind} ${[numerator.num, numerator.den, denominator.num, denominator.den].join(' ')}`,
    );
    own.forEach((pair) => pairs.add(pair));
    members.add(own.join());
    counted.push(standing.rates.reduce((sum, { denominator: { num, den } }) => sum + Number(num) / Number(den), 0));
  }
  counted.sort((a, b) => a - b);
  const at = (place: number): number => counted[Math.floor(place * (counted.length - 1))] ?? 0;
  return {
    pairs: pairs.size,
    rates: rows.reduce((sum, { standing }) => sum + standing.rates.length, 0),
    alike: rows.length - members.size,
    counted: [at(0), at(0.5), at(1)],
  };
}

/** The same as a line of a report. */
export function spreadLine({ pairs, rates, alike, counted: [least, middle, most] }: Spread): string {
  return (
    `spread: ${pairs.toLocaleString('en')} distinct pairs of counts in ${rates.toLocaleString('en')} rates, ` +
    `${alike.toLocaleString('en')} members alike in all; counted for one from ${least} to ${most}, median ${middle}`
  );
}
