/** What an operation would cost at most. */
export interface Price {
  /** Weights of all objects, calls and inputs together. */
  readonly cost: number;
  /** Objects in the answer if every list is as long as it may be. */
  readonly nodes: number;
  /** Fields inside fields. */
  readonly depth: number;
}

/** No number of a price is larger: it stands for itself and everything above. The largest `Int` of GraphQL. */
export const costCeiling = 2 ** 31 - 1;

/** A number within what a price may be. A discount (a negative weight) makes nothing cheaper than free. */
export function priced(value: number): number {
  return value > costCeiling ? costCeiling : value > 0 ? value : 0;
}

/** What a guard, a size or an input is decided by: the coerced variables of one run. */
export type Given = Readonly<Record<string, unknown>>;
