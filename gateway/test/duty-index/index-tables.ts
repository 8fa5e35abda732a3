import type { Sql } from '@lianxin/database';
import type { Line } from './naive-index.js';

interface Row {
  readonly representative_id: string;
  readonly indicator: Line['rate'];
  readonly unit_type: string;
  readonly unit_id: string;
  readonly day: string;
  readonly numerator: boolean;
  readonly denominator: boolean;
  readonly late: boolean;
  readonly share: number;
  readonly reason: string | null;
  readonly evidence_id: string | null;
}

function countsOf({ numerator, denominator, late }: Row): Line['counts'] {
  if (numerator) return denominator ? 'ABOVE' : 'ABOVE_ONLY';
  if (!denominator) return 'OUT';
  return late ? 'BELOW_LATE' : 'BELOW';
}

/** The account as the projection has it: now, or as it was when the log ended at a position. */
export async function storedLines(sql: Sql, position: number | null = null): Promise<Line[]> {
  const rows = await sql.queryText<Row>(
    `select * from duty_index.contribution where ($1::bigint is null and until_position is null)
       or (since_position <= $1::bigint and (until_position is null or until_position > $1::bigint))`,
    [position],
  );
  return rows.map((row) => ({
    who: row.representative_id,
    rate: row.indicator,
    unit: `${row.unit_type} ${row.unit_id}`,
    day: row.day,
    counts: countsOf(row),
    share: row.share,
    reason: row.reason,
    evidence: row.evidence_id,
  }));
}

/** The totals as the projection has them, as `naiveTotals` writes them. */
export async function storedTotals(sql: Sql): Promise<Record<string, [number, number, number]>> {
  const rows = await sql.queryText<
    Record<'kind' | 'start' | 'representative_id' | 'indicator', string> &
      Record<'share' | 'numerator' | 'denominator' | 'late', number>
  >('select * from duty_index.total');
  return Object.fromEntries(
    rows.map((row) => [
      `${row.kind} ${row.start} ${row.representative_id} ${row.indicator} /${row.share}`,
      [row.numerator, row.denominator, row.late],
    ]),
  );
}

/** In one order, whoever made them. */
export function inOrder(lines: readonly Line[]): Line[] {
  const keyOf = (line: Line): string => [line.who, line.rate, line.unit].join(' ');
  return lines
    .map((line) => Object.fromEntries(Object.entries(line).sort(([a], [b]) => (a < b ? -1 : 1))) as unknown as Line)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}
