import type { Sql } from '@lianxin/database';
import { type DeputyRules, deputyRules } from '../core/deputy-rules.js';
import { indexPolicySchema, type PolicyVersion } from '../core/index-policy.js';
import { deputiesWithMandates, type DeputyRow, type PolicyRow, policyVersions } from './deputy.sql.js';

/** Versions of policies, checked anew: what cannot be read must not count silently as something else. */
export function policiesOf(rows: readonly PolicyRow[]): PolicyVersion[] {
  return rows.map(({ policy, version, hash }) => ({ policy: indexPolicySchema.parse(policy), version, hash }));
}

/** Every version of every policy, now or up to a position. */
export async function loadPolicies(sql: Sql, then: number | null = null): Promise<PolicyVersion[]> {
  return policiesOf(await sql.query(policyVersions, [then]));
}

/** The rules of a deputy as stored. */
export function rulesOfRow(row: DeputyRow, policies: readonly PolicyVersion[]): DeputyRules {
  const facts = {
    isPartyMember: row.is_party_member,
    congressLevel: row.congress_level,
    regionCode: row.region_code,
    regionPath: row.region_path,
  };
  return deputyRules(facts, row.mandates, policies);
}

/**
 * The rules of some deputies; null for one of whom neither a registration nor a mandate is known. For them nothing counts
 * until one comes, and then all of it is counted.
 */
export async function loadRules(
  sql: Sql,
  ids: readonly string[],
  policies: readonly PolicyVersion[],
): Promise<(id: string) => DeputyRules | null> {
  const rows = await sql.query(deputiesWithMandates, [[...new Set(ids)]]);
  const rules = new Map(rows.map((row) => [row.id, rulesOfRow(row, policies)]));
  return (id) => rules.get(id) ?? null;
}
