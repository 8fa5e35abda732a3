import { statement } from '@lianxin/database';
import { defaultPolicy } from '../core/default-policy.js';
import type { StoredRow } from './run-once.js';

/** A period that was published, as stored. */
export interface PeriodRow extends StoredRow {
  readonly id: string;
  readonly policy_id: string;
  readonly kind: string;
  readonly start: string;
  readonly end_day: string;
  readonly state: 'DRAFT' | 'FROZEN';
  readonly version: number;
  readonly policy_version: number;
  readonly policy_hash: string;
  readonly published_at: Date;
  readonly objections_until: Date;
  readonly frozen_at: Date | null;
  readonly position: number | null;
  readonly hash: string | null;
}

/** An objection as stored. */
export interface ObjectionRow extends StoredRow {
  readonly id: string;
  readonly period_id: string;
  readonly representative_id: string;
  readonly text: string;
  readonly raised_at: Date;
  readonly state: 'OPEN' | 'UPHELD' | 'REJECTED';
  readonly answer: string | null;
  readonly answered_at: Date | null;
  readonly version: number;
}

/** A switch of ranking as stored. */
export interface RankingRow extends StoredRow {
  readonly policy_id: string;
  readonly enabled: boolean;
  readonly document_no: string;
  readonly changed_at: Date;
  readonly version: number;
}

/** One decision about the index at a time: saving rules asks which periods are published, and the other way round. */
export const lockDecisions = statement<never>(
  'duty_index_lock_decisions',
  `select pg_advisory_xact_lock(hashtextextended('duty_index decisions', 0))`,
);

export const newestSaved = statement<{ version: number }>(
  'duty_index_newest_saved',
  'select coalesce(max(version), 0) as version from duty_index.saved_policy where policy_id = $1',
);

/** Parameters: policy, version, rules, hash, by, at. */
export const insertSaved = statement<StoredRow>(
  'duty_index_insert_saved',
  'insert into duty_index.saved_policy values ($1, $2, $3::jsonb, $4, $5, $6) returning *',
);

/**
 * The end of the last period, of cohorts that can share deputies with a region, that was published after a day began; null
 * when none reaches behind it. Plan: periods whole, primary key of the policies, index deputy_region_path.
 * Parameters: day, region.
 */
export const publishedBehind = statement<{ end_day: string | null }>(
  'duty_index_published_behind',
  `select max(p.end_day) as end_day from duty_index.period p
   where p.end_day > $1::date and (
     p.policy_id = '${defaultPolicy.policy.policyId}'
     or exists (
       select from duty_index.saved_policy s cross join lateral (select s.policy -> 'cohort' ->> 'regionCode' as code) r
       where s.policy_id = p.policy_id and (
         r.code is null or r.code = $2::text
         or exists (select from duty_index.deputy d where d.region_path @> array[r.code, $2::text]))))`,
);

export const findRanking = statement<RankingRow>(
  'duty_index_ranking',
  'select * from duty_index.ranking where policy_id = $1',
);

/** Parameters: policy, enabled, document, by, at, version. */
export const putRanking = statement<RankingRow>(
  'duty_index_put_ranking',
  `insert into duty_index.ranking values ($1, $2, $3, $4, $5, $6)
   on conflict (policy_id) do update set enabled = excluded.enabled, document_no = excluded.document_no,
     changed_by = excluded.changed_by, changed_at = excluded.changed_at, version = excluded.version
   returning *`,
);

/** Plan: unique index on policy, kind and start. */
export const findPeriod = statement<PeriodRow>(
  'duty_index_period',
  'select * from duty_index.period where policy_id = $1 and kind = $2 and start = $3::date',
);

export const periodById = statement<PeriodRow>(
  'duty_index_period_by_id',
  'select * from duty_index.period where id = $1::uuid',
);

/** Parameters: id, policy, kind, start, end, policy version, policy hash, now, objections until, calendar. */
export const insertPeriod = statement<PeriodRow>(
  'duty_index_insert_period',
  `insert into duty_index.period (id, policy_id, kind, start, end_day, state, version, policy_version, policy_hash,
     published_at, objections_until, calendar_version)
   values ($1::uuid, $2, $3, $4::date, $5::date, 'DRAFT', 1, $6, $7, $8, $9, $10) returning *`,
);

/** Parameters: id, now, position, hash. */
export const freezePeriod = statement<PeriodRow>(
  'duty_index_freeze_period',
  `update duty_index.period set state = 'FROZEN', version = version + 1, frozen_at = $2, position = $3, hash = $4
   where id = $1::uuid returning *`,
);

/** Parameters: period, members as JSON. */
export const insertSnapshot = statement<never>(
  'duty_index_insert_snapshot',
  `insert into duty_index.snapshot (period_id, code, representative_id, content)
   select $1::uuid, m ->> 'code', m ->> 'representativeId', m from jsonb_array_elements($2::jsonb) m`,
);

export const unanswered = statement<{ count: number }>(
  'duty_index_unanswered',
  `select count(*)::int as count from duty_index.objection where period_id = $1::uuid and state = 'OPEN'`,
);

/** Parameters: id, period, deputy, text, now. */
export const insertObjection = statement<ObjectionRow>(
  'duty_index_insert_objection',
  `insert into duty_index.objection (id, period_id, representative_id, text, raised_at, state, version)
   values ($1::uuid, $2::uuid, $3, $4, $5, 'OPEN', 1) returning *`,
);

export const lockObjection = statement<ObjectionRow>(
  'duty_index_lock_objection',
  'select * from duty_index.objection where id = $1::uuid for update',
);

/** Parameters: id, state, answer, by, now. */
export const answerObjectionRow = statement<ObjectionRow>(
  'duty_index_answer_objection',
  `update duty_index.objection set state = $2, answer = $3, answered_by = $4, answered_at = $5, version = version + 1
   where id = $1::uuid returning *`,
);
