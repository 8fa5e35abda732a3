import type { Sql } from '@lianxin/database';
import type { CountedContribution } from './count-units.js';
import type { CountedUnit } from './counted-unit.js';
import {
  addToTotals,
  beginContributions,
  type ContributionRow,
  currentContributions,
  endContributions,
} from './contribution.sql.js';

function rowOf({ contribution, unit }: CountedContribution): ContributionRow {
  return {
    representative_id: contribution.representativeId,
    indicator: contribution.indicator,
    unit_type: contribution.unitType,
    unit_id: contribution.unitId,
    day: contribution.day,
    numerator: contribution.numerator,
    denominator: contribution.denominator,
    late: contribution.late,
    share: contribution.share,
    reason: contribution.reason,
    evidence_id: contribution.evidenceId,
    event_id: unit.eventId,
    event_type: unit.eventType,
    occurred_at: unit.occurredAt,
  };
}

const keyOf = (row: ContributionRow): string =>
  [row.unit_type, row.unit_id, row.representative_id, row.indicator].join(' ');

/** Everything of a row in one text, to see whether two are the same. */
const contentOf = (row: ContributionRow): string => JSON.stringify(Object.entries(row).sort());

type Delta = Pick<ContributionRow, 'representative_id' | 'indicator' | 'share' | 'day'> & {
  readonly numerator: number;
  readonly denominator: number;
  readonly late: number;
};

function deltaOf(row: ContributionRow, sign: 1 | -1): Delta {
  const { representative_id, indicator, share, day } = row;
  const amount = (counts: boolean): number => (counts ? sign : 0);
  return {
    representative_id,
    indicator,
    share,
    day,
    numerator: amount(row.numerator),
    denominator: amount(row.denominator),
    late: amount(row.late),
  };
}

const moves = ({ numerator, denominator, late }: Delta): boolean => numerator !== 0 || denominator !== 0 || late !== 0;

/**
 * Puts what units contribute now in the place of what they did, from a position on, and moves the totals by the
 * difference. Statements are bounded in number; rows are touched only where something has changed.
 * @returns the deputies for whom something has
 */
export async function saveContributions(
  tx: Sql,
  units: readonly CountedUnit[],
  counted: readonly CountedContribution[],
  position: number,
): Promise<string[]> {
  const known = await tx.query(currentContributions, [units.map(({ type }) => type), units.map(({ id }) => id)]);
  const before = new Map(known.map((row) => [keyOf(row), row]));
  const after = new Map(counted.map(rowOf).map((row) => [keyOf(row), row]));
  const isKept = (row: ContributionRow, others: ReadonlyMap<string, ContributionRow>): boolean => {
    const other = others.get(keyOf(row));
    return other !== undefined && contentOf(row) === contentOf(other);
  };
  const ended = [...before.values()].filter((row) => !isKept(row, after));
  const begun = [...after.values()].filter((row) => !isKept(row, before));
  if (ended.length > 0) await tx.query(endContributions, [JSON.stringify(ended), position]);
  if (begun.length > 0) await tx.query(beginContributions, [JSON.stringify(begun), position]);
  const deltas = [...ended.map((row) => deltaOf(row, -1)), ...begun.map((row) => deltaOf(row, 1))].filter(moves);
  if (deltas.length > 0) await tx.query(addToTotals, [JSON.stringify(deltas)]);
  return [...new Set([...ended, ...begun].map((row) => row.representative_id))];
}
