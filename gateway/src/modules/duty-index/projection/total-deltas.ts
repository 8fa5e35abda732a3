import { keptKinds, periodOf } from '../core/index-period.js';
import type { ContributionRow } from './contribution.sql.js';

/** By how much a total moves. */
export interface TotalDelta {
  readonly kind: string;
  readonly start: string;
  readonly representative_id: string;
  readonly indicator: string;
  readonly share: number;
  readonly numerator: number;
  readonly denominator: number;
  readonly late: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What contributions that come and go add to the totals of their months, quarters and years. */
export class TotalDeltas {
  private readonly deltas = new Map<string, Mutable<TotalDelta>>();

  add(row: ContributionRow, sign: 1 | -1): void {
    if (!row.numerator && !row.denominator && !row.late) return;
    const { representative_id, indicator, share, day } = row;
    for (const kind of keptKinds) {
      const { start } = periodOf(kind, day);
      const key = [kind, start, representative_id, indicator, share].join(' ');
      const none = { kind, start, representative_id, indicator, share, numerator: 0, denominator: 0, late: 0 };
      const delta = this.deltas.get(key) ?? none;
      if (row.numerator) delta.numerator += sign;
      if (row.denominator) delta.denominator += sign;
      if (row.late) delta.late += sign;
      this.deltas.set(key, delta);
    }
  }

  /** Those that come to something. */
  rows(): TotalDelta[] {
    return [...this.deltas.values()].filter(
      ({ numerator, denominator, late }) => numerator !== 0 || denominator !== 0 || late !== 0,
    );
  }
}
