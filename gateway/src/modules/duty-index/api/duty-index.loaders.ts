import type { Db } from '@lianxin/database';
import { loaderPerArguments, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { IndexPeriod } from '../core/index-period.js';
import { deputiesInSight, type IndexSight } from '../read/sight.js';
import { type AsOf, frozenPeriods, partColumns, standingsOf } from '../read/index-reader.js';
import type { DeputyStanding } from '../read/standing.js';
import { type CountRow, totalsOfDeputies } from '../read/totals.sql.js';

/** Loaders of the index, for one fetch. */
export function dutyIndexLoaders(db: Db) {
  return {
    /** Whose index a sight holds: the deputy's id, or null. */
    seen: loaderPerArguments((sight: IndexSight) =>
      rowLoader<string>(
        async (ids) => [...(await deputiesInSight(db, sight, ids))],
        (id) => id,
      ),
    ),
    standing: loaderPerArguments(({ period, then }: { period: IndexPeriod; then: number | null }) =>
      rowLoader<DeputyStanding>(
        (ids) => standingsOf(db, ids, period, then),
        (standing) => standing.representativeId,
      ),
    ),
    /** What was counted of a deputy, without any judgement. */
    counts: loaderPerArguments((period: IndexPeriod) =>
      rowsLoader<CountRow>(
        (ids) => db.query(totalsOfDeputies, [...partColumns(period), ids]),
        (row) => row.representative_id,
      ),
    ),
    /** Where the snapshot of a cohort's frozen period stands. */
    frozen: loaderPerArguments((period: IndexPeriod) =>
      rowLoader<AsOf & { readonly policyId: string }>(
        (policyIds) => frozenPeriods(db, policyIds, period),
        ({ policyId }) => policyId,
      ),
    ),
  };
}
