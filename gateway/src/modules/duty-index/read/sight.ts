import type { Sql } from '@lianxin/database';
import { defaultPolicy } from '../core/default-policy.js';
import { deputiesOfRegion, reachesBeyond, regionsOfCohort, regionsOfDeputies } from './sight.sql.js';

/** Whose index somebody sees: their own (代表), and that of the deputies of a region and all below it (区域). */
export interface IndexSight {
  readonly representativeId: string | null;
  readonly regionCode: string | null;
}

/** Of some deputies those whose index is seen. */
export async function deputiesInSight(
  sql: Sql,
  { representativeId, regionCode }: IndexSight,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = ids.filter((id) => id === representativeId);
  const others = regionCode === null ? [] : await sql.query(deputiesOfRegion, [ids, regionCode]);
  return new Set([...own, ...others.map(({ id }) => id)]);
}

/**
 * The regions whose cohorts are seen: their rules can hold somebody who is. A cohort without a region is everybody's, so
 * that any account may read by what it is judged.
 */
export async function regionsInSight(sql: Sql, { representativeId, regionCode }: IndexSight): Promise<string[]> {
  if (representativeId === null && regionCode === null) return [];
  const rows = await sql.query(regionsOfDeputies, [representativeId, regionCode]);
  return [...new Set([...rows.map(({ code }) => code), ...(regionCode === null ? [] : [regionCode])])];
}

/** The regions of a cohort, in all versions of its rules; null for all there are. Empty for one that does not exist. */
async function regionsOf(sql: Sql, cohortId: string): Promise<(string | null)[]> {
  const saved = (await sql.query(regionsOfCohort, [cohortId])).map(({ code }) => code);
  return cohortId === defaultPolicy.policy.policyId ? [null, ...saved] : saved;
}

/** Whether a cohort exists and is seen, with its rules and periods. */
export async function isCohortInSight(sql: Sql, sight: IndexSight, cohortId: string): Promise<boolean> {
  const [codes, seen] = await Promise.all([regionsOf(sql, cohortId), regionsInSight(sql, sight)]);
  return codes.some((code) => code === null || seen.includes(code));
}

/**
 * Whether a region holds a cohort whole, whichever version of its rules counts: nobody whom they reach is of another
 * region. Its office alone decides about the cohort.
 * @param more regions that the cohort is to have besides
 */
export async function holdsCohort(
  sql: Sql,
  regionCode: string | undefined,
  cohortId: string,
  more: readonly string[] = [],
): Promise<boolean> {
  if (regionCode === undefined) return false;
  const codes = [...(await regionsOf(sql, cohortId)), ...more];
  const [row] = await sql.query(reachesBeyond, [codes, regionCode]);
  return row?.beyond === false;
}
