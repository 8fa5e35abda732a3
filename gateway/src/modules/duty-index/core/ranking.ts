/** What stands before the first of some members. */
export interface StandBefore {
  /** Members before it, in the order of the board. */
  readonly before: number;
  /** Of those, the ones with a better score. */
  readonly better: number;
}

/**
 * The ranks of members that stand next to each other, best first: 1, 2, 2, 4.
 * @param scores null for who cannot be compared, and has no rank
 */
export function competitionRanks(
  scores: readonly (number | null)[],
  { before, better }: StandBefore = { before: 0, better: 0 },
): (number | null)[] {
  const ranks: (number | null)[] = [];
  scores.forEach((score, index) => {
    if (score === null) ranks.push(null);
    else if (index === 0) ranks.push(better + 1);
    else ranks.push(scores[index - 1] === score ? (ranks[index - 1] ?? null) : before + index + 1);
  });
  return ranks;
}

/** The quarter of the field that a member stands in, 1 (highest) to 4: by how many scored better, so that equals stand together. */
export function quartileOf(better: number, comparable: number): number {
  return Math.min(4, Math.floor((4 * better) / Math.max(1, comparable)) + 1);
}
