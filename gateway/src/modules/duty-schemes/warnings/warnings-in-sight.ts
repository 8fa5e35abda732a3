import type { Db } from '@lianxin/database';
import { DutyWarningLight } from '@lianxin/events';
import type { Principal } from '@lianxin/subgraph-kit';
import { isDeputy, isInRegionOf, overseers, regionOf } from '../duty-schemes.policy.js';
import * as sql from './warning-page.sql.js';
import type { WarningRow } from './warning-replica.sql.js';
import type { DutyWarningFilter } from './warning.types.js';

/** The lights that somebody sees of those that are asked for. */
export interface WarningsInSight {
  /** The most urgent first. `behind`: due time and id of a light. */
  page(behind: readonly string[], limit: number): Promise<WarningRow[]>;
  count(): Promise<number>;
}

/** Their own for a deputy; for an overseer those of the deputies of their region, and of the periods of its cohorts. */
export async function warningsInSight(
  db: Db,
  principal: Principal,
  { lights = [DutyWarningLight.YELLOW, DutyWarningLight.RED], ruleCode, representativeId }: DutyWarningFilter,
): Promise<WarningsInSight> {
  const which = [[...new Set(lights)], ruleCode ?? null];
  const oversees = overseers.some((role) => principal.roles.includes(role));
  const asked = representativeId ?? (oversees ? null : principal.representativeId) ?? null;
  if (oversees && asked === null) {
    // An overseer without a region sees nothing: no region is called one blank.
    const given = [regionOf(principal) ?? ' ', ...which];
    return {
      page: (behind, limit) => db.query(sql.warningsOfRegion, [...given, ...behind, limit]),
      count: async () => (await db.query(sql.warningsOfRegionCount, given))[0]?.count ?? 0,
    };
  }
  const isSeen = asked !== null && (oversees ? await isInRegionOf(db, principal, asked) : isDeputy(principal, asked));
  const given = [isSeen ? [asked] : [], ...which];
  return {
    page: (behind, limit) => db.query(sql.warningsOf, [...given, ...behind, limit]),
    count: async () => (await db.query(sql.warningsOfCount, given))[0]?.count ?? 0,
  };
}
