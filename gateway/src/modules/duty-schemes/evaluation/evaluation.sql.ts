import { statement } from '@lianxin/database';
import type { StoredRow } from '../../keyed-commands.js';
import type { SchemeRow } from '../points/points.sql.js';
import type { JudgementSource } from './evaluation-scheme.js';

/** Somebody who is evaluated, a judgement and a talk, as stored. */
export interface EvaluatedRow extends StoredRow {
  readonly scheme_id: string;
  readonly subject_id: string;
  readonly group_code: string;
  readonly name: string;
  readonly region_code: string;
  readonly version: number;
}
export interface JudgementRow extends StoredRow {
  readonly subject_id: string;
  readonly source: JudgementSource;
  readonly version: number;
  readonly judged_at: Date;
}
export interface TalkRow extends StoredRow {
  readonly id: string;
  readonly scheme_id: string;
  readonly period_kind: string;
  readonly period_start: string;
  readonly subject_id: string;
  readonly score_hundredths: number;
  readonly held_on: string;
  readonly summary: string;
  readonly recorded_at: Date;
}

export const evaluationVersions = statement<SchemeRow>(
  'duty_schemes_evaluation_versions',
  'select * from duty_schemes.evaluation_scheme where scheme_id = $1 order by version',
);
/** Parameters: scheme, version, rules, hash, by, at. */
export const insertEvaluation = statement<StoredRow>(
  'duty_schemes_evaluation_save',
  'insert into duty_schemes.evaluation_scheme values ($1, $2, $3::jsonb, $4, $5, $6) returning *',
);
export const findEvaluated = statement<EvaluatedRow>(
  'duty_schemes_evaluated',
  'select * from duty_schemes.evaluated where scheme_id = $1 and subject_id = $2',
);
/** Parameters: scheme, subject, group, name, region, version. */
export const putEvaluated = statement<EvaluatedRow>(
  'duty_schemes_evaluated_put',
  `insert into duty_schemes.evaluated values ($1, $2, $3, $4, $5, $6)
   on conflict (scheme_id, subject_id) do update set group_code = excluded.group_code, name = excluded.name,
     version = excluded.version returning *`,
);
/** Everybody of a group in a region; the most that an enrolment allows. Parameters: scheme, group, region. */
export const evaluatedOfGroup = statement<EvaluatedRow>(
  'duty_schemes_evaluated_of_group',
  `select * from duty_schemes.evaluated where scheme_id = $1 and group_code = $2 and region_code = $3
   order by subject_id`,
);
export const evaluatedCount = statement<{ count: number }>(
  'duty_schemes_evaluated_count',
  'select count(*)::int as count from duty_schemes.evaluated where scheme_id = $1 and group_code = $2 and region_code = $3',
);
/** Parameters: scheme, kind, start, subject, source, judge. */
export const judgedSoFar = statement<{ version: number }>(
  'duty_schemes_judged',
  `select coalesce(max(version), 0)::int as version from duty_schemes.judgement
   where scheme_id = $1 and period_kind = $2 and period_start = $3::date and subject_id = $4 and source = $5 and judge = $6`,
);
/** Parameters: scheme, its version, kind, start, subject, source, judge, version, scores, at. */
export const insertJudgement = statement<JudgementRow>(
  'duty_schemes_judge',
  'insert into duty_schemes.judgement values ($1, $2, $3, $4::date, $5, $6, $7, $8, $9::jsonb, $10) returning *',
);
/** What the newest judgement of each judge adds up to. Plan: primary key. Parameters: scheme, kind, start, subjects. */
export const judgementSums = statement<{
  subject_id: string;
  source: JudgementSource;
  indicator: string;
  points: number;
  judges: number;
}>(
  'duty_schemes_judgement_sums',
  `select subject_id, source, s.key as indicator, sum(s.value::int)::int as points, count(*)::int as judges
   from (select distinct on (subject_id, source, judge) subject_id, source, scores from duty_schemes.judgement
         where scheme_id = $1 and period_kind = $2 and period_start = $3::date and subject_id = any($4::text[])
         order by subject_id, source, judge, version desc) j, jsonb_each_text(j.scores) s
   group by subject_id, source, s.key`,
);
/** Parameters: scheme, kind, start, subjects. */
export const talksOf = statement<TalkRow>(
  'duty_schemes_talks',
  `select * from duty_schemes.talk
   where scheme_id = $1 and period_kind = $2 and period_start = $3::date and subject_id = any($4::text[])`,
);
/** Parameters: id, scheme, kind, start, subject, score, day, summary, by, at. Nothing where a talk is recorded already. */
export const insertTalk = statement<TalkRow>(
  'duty_schemes_talk',
  `insert into duty_schemes.talk values ($1::uuid, $2, $3, $4::date, $5, $6, $7::date, $8, $9, $10)
   on conflict (scheme_id, period_kind, period_start, subject_id) do nothing returning *`,
);

const talkOfRegion = `t.scheme_id = $1 and ($3::text is null or t.period_kind = $3)
     and ($4::date is null or t.period_start = $4::date)
     and exists (select from duty_schemes.evaluated e
                 where e.scheme_id = t.scheme_id and e.subject_id = t.subject_id and e.region_code = $2)`;
/** Talks with people of a region, the latest first. Parameters: scheme, region, kind and start or nulls; id before; limit. */
export const talksOfRegion = statement<TalkRow>(
  'duty_schemes_talks_of_region',
  `select * from duty_schemes.talk t where ${talkOfRegion} and t.id < $5::uuid order by t.id desc limit $6`,
);
export const talksOfRegionCount = statement<{ count: number }>(
  'duty_schemes_talks_of_region_count',
  `select count(*)::int as count from duty_schemes.talk t where ${talkOfRegion}`,
);
