import { median } from './latencies.js';

/** One contender's rounds as a ratio to another's in the same rounds; the median of the rounds. */
export function ratioOfRounds<Round>(
  own: readonly Round[],
  base: readonly Round[],
  read: (round: Round) => number,
): number {
  return median(
    own.map((round, index) => {
      const other = base[index];
      return other ? read(round) / read(other) : Number.NaN;
    }),
  );
}
