import type { Sql } from '@lianxin/database';
import { latestPosition } from '@lianxin/events';
import { type IndexPeriod, partsOf } from '../core/index-period.js';
import { loadPolicies, loadRules } from '../projection/deputy-store.js';
import { type DeputyStanding, standingOf } from './standing.js';
import { frozenAt, progress, recordedAt, totalsOfDeputies, totalsThen } from './totals.sql.js';

/** Up to where the index counts. */
export interface AsOf {
  readonly position: number;
  readonly at: Date;
}

/** How far the projection is; everything recorded before `at` is counted. */
export async function presentOf(sql: Sql): Promise<AsOf> {
  const [row] = await sql.query(progress);
  return { position: row?.position ?? 0, at: row?.updated_at ?? new Date(0) };
}

/** The last position recorded at a moment or before it: positions and their moments grow together, so it is bisected. */
export async function positionAt(sql: Sql, at: Date): Promise<number> {
  let [low, high] = [0, await latestPosition(sql)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const [row] = await sql.query(recordedAt, [middle]);
    if (row && row.recorded_at <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Of some cohorts those for which a period is frozen, and up to where. */
export async function frozenPeriods(
  sql: Sql,
  policyIds: readonly string[],
  { kind, start }: IndexPeriod,
): Promise<(AsOf & { readonly policyId: string })[]> {
  const rows = await sql.query(frozenAt, [policyIds, kind, start]);
  return rows.map(({ policy_id: policyId, position, frozen_at: at }) => ({ policyId, position, at }));
}

/** The columns of a period's parts, pairwise. */
export function partColumns(period: IndexPeriod): [kinds: string[], starts: string[]] {
  const parts = partsOf(period);
  return [parts.map(({ kind }) => kind), parts.map(({ start }) => start)];
}

/**
 * Where deputies stand in a period, now or when the log ended at a position. Deputies who are not known are left out.
 * Three statements, whatever the number of deputies.
 */
export async function standingsOf(
  sql: Sql,
  ids: readonly string[],
  period: IndexPeriod,
  then: number | null,
): Promise<DeputyStanding[]> {
  const rulesOf = await loadRules(sql, ids, await loadPolicies(sql, then));
  const rows =
    then === null
      ? await sql.query(totalsOfDeputies, [...partColumns(period), ids])
      : await sql.query(totalsThen, [ids, period.start, period.end, then]);
  const counts = byDeputy(rows);
  return ids.flatMap((id) => {
    const rules = rulesOf(id);
    return rules ? [standingOf(id, period, rules, counts.get(id) ?? [])] : [];
  });
}

/** Rows by the deputy they are of. */
export function byDeputy<Row extends { readonly representative_id: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const own = grouped.get(row.representative_id);
    if (own) own.push(row);
    else grouped.set(row.representative_id, [row]);
  }
  return grouped;
}
