/** Somebody who can be compared with others, by the score that is shown (hundredths of a point). */
export interface Standing {
  readonly code: string;
  readonly hundredths: number;
}

/** Best first; in a tie by code, for stable display only. */
export function byStanding(a: Standing, b: Standing): number {
  return b.hundredths - a.hundredths || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}

/** The ranks of scores that are sorted best first: 1, 2, 2, 4. */
export function competitionRanks(sorted: readonly Pick<Standing, 'hundredths'>[]): number[] {
  const ranks: number[] = [];
  sorted.forEach(({ hundredths }, index) => {
    const before = index > 0 && sorted[index - 1]?.hundredths === hundredths ? ranks[index - 1] : undefined;
    ranks.push(before ?? index + 1);
  });
  return ranks;
}

/** The middle score in hundredths, a half rounded up; null of none. */
export function medianOf(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  const sorted = [...scores].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.floor(((sorted[middle - 1] ?? 0) + upper + 1) / 2);
}

/** The quarter of the field that a score stands in, 1 (highest) to 4: by how many scored better, so that equals stand together. */
export function quartileOf(score: number, scores: readonly number[]): number {
  const better = scores.filter((other) => other > score).length;
  return Math.min(4, Math.floor((4 * better) / Math.max(1, scores.length)) + 1);
}
