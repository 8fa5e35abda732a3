import type { Transition } from './transition.js';

/** The columns of a row before and after a step. */
type Rows = Pick<Transition, 'before' | 'row'>;

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((each, n) => isSame(each, b[n]));
  return (a ?? null) === (b ?? null);
}

/** The columns, out of those that steps may change, that at least one of these steps does change; in their order. */
export function changedColumns(changing: readonly string[], steps: readonly Rows[]): readonly string[] {
  return changing.filter((column) => steps.some(({ before, row }) => !isSame(before[column], row[column])));
}

/** Some of the columns as a name that is always the same for them: a bit for each, in the order of all. */
export function nameOfColumns(some: readonly string[], all: readonly string[]): string {
  const bits = all.reduce((bits, column, n) => (some.includes(column) ? bits | (1n << BigInt(n)) : bits), 0n);
  return bits.toString(36);
}
