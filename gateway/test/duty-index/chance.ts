/** Seeded choices: the same seed, the same history. */
export interface Chance {
  /** From `from` up to, not including, `to`. */
  int(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
  /** True so many times in a hundred. */
  percent(share: number): boolean;
  shuffled<T>(items: readonly T[]): T[];
}

export function chanceOf(seed: number): Chance {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from));
  return {
    int,
    pick: (of) => of[int(0, of.length)]!,
    percent: (share) => next() * 100 < share,
    shuffled(items) {
      const mixed = [...items];
      for (let last = mixed.length - 1; last > 0; last -= 1) {
        const other = int(0, last + 1);
        [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
      }
      return mixed;
    },
  };
}
