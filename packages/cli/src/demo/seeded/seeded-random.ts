/** Chance that comes out the same at every run: the demonstration world is one and the same world everywhere. */
export interface SeededRandom {
  /** In [0, 1). */
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  /** Any number from `least` up to `most`. */
  between(least: number, most: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[];
}

/** FNV-1a over the UTF-16 units of a text. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/**
 * A stream of chance that its seed determines. Give every planned thing a seed of its own (`suggestion 17`): then a
 * change to one of them leaves all others as they were.
 */
export function seededRandom(seed: string): SeededRandom {
  let state = hash(seed);
  const fraction = (): number => {
    // A Weyl sequence through a 32-bit finaliser: short, and even enough for choosing words.
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const int = (least: number, most: number): number => least + Math.floor(fraction() * (most - least + 1));
  return {
    fraction,
    int,
    between: (least, most) => least + fraction() * (most - least),
    chance: (probability) => fraction() < probability,
    pick: (choices) => {
      const choice = choices[int(0, choices.length - 1)];
      if (choice === undefined) throw new RangeError(`Nothing to pick from (${seed})`);
      return choice;
    },
    shuffled: (things) => {
      const left = [...things];
      return things.map(() => left.splice(int(0, left.length - 1), 1)).flat();
    },
  };
}
