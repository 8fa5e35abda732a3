/** Chance from a seed (splitmix32): the same seed gives the same requests on every machine. */
export class Chance {
  private state: number;

  constructor(seed: number, index = 0) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) | 0;
  }

  /** From 0 up to, not with, 1. */
  next(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    let mixed = this.state ^ (this.state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** A size between the two: as often small as large, and one time in four exactly the largest. */
  size(from: number, to: number): number {
    if (this.yes(0.25)) return to;
    return Math.floor(from * (to / from) ** this.next());
  }

  yes(share = 0.5): boolean {
    return this.next() < share;
  }

  pick<T>(from: readonly T[]): T {
    const index = this.int(0, from.length - 1);
    if (index >= from.length) throw new RangeError('Nothing to pick from.');
    return from[index] as T;
  }
}

/** `count` texts, one after the other. */
export function many(count: number, make: (n: number) => string, between = ' '): string {
  return Array.from({ length: count }, (_, n) => make(n)).join(between);
}
