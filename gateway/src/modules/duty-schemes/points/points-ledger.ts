import type { Db } from '@lianxin/database';
import { dayBefore, type IndexPeriod } from '../../duty-index/core/index-period.js';
import { balancesOf, type RuleBalance } from './balance.js';
import { loadScheme } from './give-points.js';
import { type PointsSchemeVersion, versionOn } from './points-scheme.js';
import { deputiesOfRegion, entriesOfDeputies, type EntryRow, monthSums } from './points.sql.js';

/** A deputy's points in a period with every entry behind them. */
export interface PointsLedgerMember {
  readonly code: string;
  readonly name: string;
  /** By rule, in the order of their codes. */
  readonly balances: readonly RuleBalance[];
  readonly entries: readonly EntryRow[];
}

/** The points of the deputies of a region in a period (工分台账). */
export interface PointsLedger {
  /** The version in force on the last day of the period: its caps hold. */
  readonly version: PointsSchemeVersion;
  /** Deputies by code, with points or without, read as they are taken. */
  members(): AsyncGenerator<PointsLedgerMember, void, void>;
}

/** Deputies a statement. */
const pageSize = 100;

/** Reads the points ledger of a region; null where no version of the scheme is in force when the period ends. */
export async function readPointsLedger(
  db: Db,
  schemeId: string,
  region: string,
  { start, end }: IndexPeriod,
): Promise<PointsLedger | null> {
  const versions = await loadScheme(db, schemeId);
  const lastDay = dayBefore(end);
  const version = versionOn(versions, lastDay);
  if (!version) return null;

  async function* members(): AsyncGenerator<PointsLedgerMember, void, void> {
    for (let behind = ['', '']; ;) {
      const deputies = await db.query(deputiesOfRegion, [region, ...behind, pageSize]);
      const ids = deputies.map(({ id }) => id);
      const [sums, entries] = await Promise.all([
        db.query(monthSums, [schemeId, ids, start, end]),
        db.query(entriesOfDeputies, [ids, schemeId, start, end]),
      ]);
      for (const { id, code, name } of deputies) {
        const own = sums
          .filter((sum) => sum.representative_id === id)
          .map(({ rule_code: ruleCode, day, points }) => ({ ruleCode, day, points }));
        yield {
          code,
          name,
          balances: balancesOf(own, versions, lastDay),
          entries: entries.filter((entry) => entry.representative_id === id),
        };
      }
      const last = deputies.at(-1);
      if (!last || deputies.length < pageSize) return;
      behind = [last.code, last.id];
    }
  }
  return { version, members };
}
