import type { Db } from '@lianxin/database';
import { findPeriod } from '../commands/commands.sql.js';
import type { IndexPeriod } from '../core/index-period.js';
import type { PolicyVersion } from '../core/index-policy.js';
import { Boards } from './board.js';
import { type AsOf, byDeputy, presentOf, standingsOf } from './index-reader.js';
import { deputyNames, type EvidenceRow, evidenceThen } from './ledger.sql.js';
import type { DeputyStanding } from './standing.js';

/** A member of the cohort with the events behind the index. */
export interface LedgerMember {
  readonly code: string;
  readonly name: string;
  readonly standing: DeputyStanding;
  readonly evidence: readonly EvidenceRow[];
}

/** The index of a cohort in a period with everything behind it (台账), as of one position of the log. */
export interface IndexLedger {
  readonly policy: PolicyVersion;
  readonly asOf: AsOf;
  /** Of the whole snapshot, when the period is frozen. */
  readonly hash: string | null;
  /** Members by code, read as they are taken. */
  members(): AsyncGenerator<LedgerMember, void, void>;
}

/** Deputies a statement. */
const pageSize = 50;

/**
 * Reads the ledger of a cohort, of all its members or those of a region: the snapshot of a frozen period, else what is
 * counted now; null when nobody is in it.
 */
export async function readIndexLedger(
  db: Db,
  cohortId: string,
  period: IndexPeriod,
  region: string | null,
): Promise<IndexLedger | null> {
  const boards = new Boards(db);
  const policy = await boards.policyOf(cohortId, period, region);
  if (!policy) return null;
  const [published] = await db.query(findPeriod, [cohortId, period.kind, period.start]);
  const frozen = published?.position === null || published?.frozen_at === null ? undefined : published;
  const asOf = frozen ? { position: frozen.position ?? 0, at: frozen.frozen_at ?? new Date(0) } : await presentOf(db);

  async function* members(): AsyncGenerator<LedgerMember, void, void> {
    for await (const page of boards.roster(cohortId, period, pageSize, region)) {
      const ids = page.map(({ representativeId }) => representativeId);
      const names = new Map((await db.query(deputyNames, [ids])).map(({ id, name }) => [id, name]));
      const standings = await standingsOf(db, ids, period, asOf.position);
      const evidence = byDeputy(await db.query(evidenceThen, [ids, period.start, period.end, asOf.position]));
      for (const { representativeId, code } of page) {
        const standing = standings.find((each) => each.representativeId === representativeId);
        const name = names.get(representativeId) ?? '';
        if (standing) yield { code, name, standing, evidence: evidence.get(representativeId) ?? [] };
      }
    }
  }
  return { policy, asOf, hash: frozen?.hash ?? null, members };
}
