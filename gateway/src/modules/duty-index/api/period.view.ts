import type { ObjectionRow, PeriodRow, RankingRow } from '../commands/commands.sql.js';
import type { StoredRow } from '../commands/run-once.js';
import { indexPolicySchema } from '../core/index-policy.js';
import { IndexObjection, IndexPeriod, IndexRanking } from './period.types.js';
import { type DutyIndexPolicy, policyView } from './policy.types.js';

/** A stored period as the API shows it. */
export function periodView(stored: StoredRow): IndexPeriod {
  const row = stored as PeriodRow;
  return Object.assign(new IndexPeriod(), {
    id: row.id,
    cohortId: row.policy_id,
    kind: row.kind,
    start: row.start,
    end: row.end_day,
    state: row.state,
    version: row.version,
    policyVersion: row.policy_version,
    policyHash: row.policy_hash,
    publishedAt: row.published_at,
    objectionsUntil: row.objections_until,
    frozenAt: row.frozen_at,
    position: row.position,
    hash: row.hash,
  });
}

/** A stored objection as the API shows it. */
export function objectionView(stored: StoredRow): IndexObjection {
  const { id, representative_id, state, text, raised_at, answer, answered_at, version } = stored as ObjectionRow;
  const times = { raisedAt: raised_at, answeredAt: answered_at };
  const said = { id, representativeId: representative_id, state, text, answer, version };
  return Object.assign(new IndexObjection(), { ...said, ...times });
}

/** A stored switch of ranking as the API shows it. */
export function rankingView(stored: StoredRow): IndexRanking {
  const {
    policy_id: cohortId,
    enabled,
    document_no: documentNo,
    changed_at: changedAt,
    version,
  } = stored as RankingRow;
  return Object.assign(new IndexRanking(), { cohortId, enabled, documentNo, changedAt, version });
}

/** Saved rules as the API shows them. */
export function savedPolicyView(stored: StoredRow): DutyIndexPolicy {
  const { policy, version, hash } = stored as { policy: unknown; version: number; hash: string };
  return policyView({ policy: indexPolicySchema.parse(policy), version, hash });
}
