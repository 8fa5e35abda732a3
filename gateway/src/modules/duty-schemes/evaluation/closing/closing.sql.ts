import { statement } from '@lianxin/database';
import type { StoredRow } from '../../../keyed-commands.js';
import type { ParentCount } from '../../versioned-list.js';
import type { ResultContent } from '../result-content.js';
import type { EvaluationStatus } from './evaluation.machine.js';

/** An evaluation that was closed, a correction and a step, as stored. */
export interface EvaluationRow extends StoredRow {
  readonly id: string;
  readonly scheme_id: string;
  readonly group_code: string;
  readonly region_code: string;
  readonly period_kind: string;
  readonly period_start: string;
  readonly period_end: string;
  readonly status: EvaluationStatus;
  readonly version: number;
  readonly scheme_version: number;
  readonly scheme_hash: string;
  readonly closed_at: Date;
  readonly hash: string;
}
export interface CorrectionRow extends StoredRow {
  readonly id: string;
  readonly evaluation_id: string;
  readonly version: number;
  readonly subject_id: string;
  readonly hundredths: number;
  readonly reason: string;
  readonly entered_at: Date;
}
export interface EvaluationStepRow {
  /** The evaluation. */
  readonly parent: string;
  readonly event_id: string;
  readonly version: number;
  readonly action: string;
  readonly from_status: EvaluationStatus;
  readonly to_status: EvaluationStatus;
  readonly at: Date;
  readonly actor_role: string;
  readonly actor_name: string;
  readonly note: string | null;
}

/** Plan: the unique index of a period. Parameters: scheme, kind, start, group, region. */
export const findEvaluation = statement<EvaluationRow>(
  'duty_schemes_evaluation',
  `select * from duty_schemes.evaluation
   where scheme_id = $1 and period_kind = $2 and period_start = $3::date and group_code = $4 and region_code = $5`,
);
export const evaluationById = statement<EvaluationRow>(
  'duty_schemes_evaluation_by_id',
  'select * from duty_schemes.evaluation where id = $1::uuid',
);
/** Parameters: id, scheme, group, region, kind, start, end, status, version, scheme's, its hash, at, hash. */
export const insertEvaluationRow = statement<EvaluationRow>(
  'duty_schemes_evaluation_close',
  `insert into duty_schemes.evaluation values
     ($1::uuid, $2, $3, $4, $5, $6::date, $7::date, $8, $9, $10, $11, $12, $13) returning *`,
);
/** Parameters: evaluation, contents as JSON in their order. */
export const insertSnapshot = statement<never>(
  'duty_schemes_evaluation_freeze',
  `insert into duty_schemes.evaluation_snapshot
     (evaluation_id, scheme_id, period_kind, period_start, subject_id, place, content)
   select e.id, e.scheme_id, e.period_kind, e.period_start, c.content -> 'subject' ->> 'id', c.place, c.content
   from duty_schemes.evaluation e, jsonb_array_elements($2::jsonb) with ordinality c (content, place)
   where e.id = $1::uuid`,
);
/** What was frozen, in its order. Plan: primary key. */
export const snapshotOf = statement<{ content: ResultContent }>(
  'duty_schemes_evaluation_snapshot',
  'select content from duty_schemes.evaluation_snapshot where evaluation_id = $1::uuid order by place',
);
/** What was frozen of one. Plan: a range of the primary key. */
export const frozenResult = statement<{ content: ResultContent }>(
  'duty_schemes_evaluation_frozen_result',
  'select content from duty_schemes.evaluation_snapshot where evaluation_id = $1::uuid and subject_id = $2',
);
/** Of some people those who are frozen in a period, whatever their group was. Parameters: scheme, kind, start, people. */
export const frozenAmong = statement<{ subject_id: string; evaluation_id: string }>(
  'duty_schemes_evaluation_frozen',
  `select subject_id, evaluation_id from duty_schemes.evaluation_snapshot
   where scheme_id = $1 and period_kind = $2 and period_start = $3::date and subject_id = any($4::text[])`,
);
/** Scores of earlier periods, the latest first, as they stand. Parameters: scheme, kind, start, people, earliest start. */
export const earlierScores = statement<{
  subject_id: string;
  period_start: string;
  scheme_version: number;
  hundredths: number | null;
}>(
  'duty_schemes_evaluation_earlier',
  `select s.subject_id, s.period_start, e.scheme_version, (s.content ->> 'scoreHundredths')::int
       + coalesce((select sum(c.hundredths) from duty_schemes.evaluation_correction c
                   where c.evaluation_id = e.id and c.subject_id = s.subject_id), 0)::int as hundredths
   from duty_schemes.evaluation_snapshot s join duty_schemes.evaluation e on e.id = s.evaluation_id
   where s.scheme_id = $1 and s.period_kind = $2 and s.period_start < $3::date and s.period_start >= $5::date
     and s.subject_id = any($4::text[])
   order by s.subject_id, s.period_start desc`,
);

/** Corrections of an evaluation in the order of their entering. Plan: a range of the index on evaluation and version. */
export const correctionsOf = statement<CorrectionRow>(
  'duty_schemes_evaluation_corrections',
  'select * from duty_schemes.evaluation_correction where evaluation_id = $1::uuid order by version',
);
/** Parameters: id, evaluation, its version, subject, hundredths, reason, by, at. */
export const insertCorrection = statement<CorrectionRow>(
  'duty_schemes_evaluation_correct',
  'insert into duty_schemes.evaluation_correction values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8) returning *',
);
/** Parameters: id, version. */
export const raiseVersion = statement<EvaluationRow>(
  'duty_schemes_evaluation_raise',
  'update duty_schemes.evaluation set version = $2 where id = $1::uuid returning *',
);

/** Parameters: event, evaluation, version, action, from, to, at, day, account, role, name, note. */
export const insertStep = statement<never>(
  'duty_schemes_evaluation_step',
  'insert into duty_schemes.evaluation_history values ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, $8::date, $9, $10, $11, $12)',
);
/** Plan: for each evaluation a range of its history. Parameters: evaluations, version behind, limit for each. */
export const stepsOf = statement<EvaluationStepRow>(
  'duty_schemes_evaluation_steps',
  `select p.id::text as parent, h.*
   from unnest($1::uuid[]) p (id) cross join lateral (
     select * from duty_schemes.evaluation_history h where h.subject_id = p.id and h.version > $2::int
     order by h.version limit $3::int) h
   order by p.id, h.version`,
);
export const stepsOfCount = statement<ParentCount>(
  'duty_schemes_evaluation_steps_count',
  `select subject_id::text as parent, count(*)::int as count from duty_schemes.evaluation_history
   where subject_id = any($1::uuid[]) group by subject_id`,
);
/** Closed evaluations of a region, the latest first. Parameters: region, scheme or null, id before, limit. */
export const evaluationsOf = statement<EvaluationRow>(
  'duty_schemes_evaluations',
  `select * from duty_schemes.evaluation e
   where region_code = $1 and ($2::text is null or scheme_id = $2) and id < $3::uuid order by id desc limit $4`,
);
export const evaluationsOfCount = statement<{ count: number }>(
  'duty_schemes_evaluations_count',
  `select count(*)::int as count from duty_schemes.evaluation
   where region_code = $1 and ($2::text is null or scheme_id = $2)`,
);
