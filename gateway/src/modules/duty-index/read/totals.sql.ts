import { statement } from '@lianxin/database';
import type { DutyRateKind } from '../core/index-policy.js';
import type { ShareCount } from '../core/score.js';

/** What was counted for one deputy, of one rate and weight. */
export interface CountRow extends ShareCount {
  readonly representative_id: string;
  readonly indicator: DutyRateKind;
}

const sums = `sum(t.numerator)::int as numerator, sum(t.denominator)::int as denominator, sum(t.late)::int as late`;

/** Totals of deputies. Plan: primary key, once for each part and deputy. Parameters: kinds, starts (pairwise), deputies. */
export const totalsOfDeputies = statement<CountRow>(
  'duty_index_totals_of',
  `select t.representative_id, t.indicator, t.share, ${sums}
   from unnest($1::text[], $2::date[]) as p (kind, start) cross join unnest($3::text[]) as d (id)
   join duty_index.total t on t.kind = p.kind and t.start = p.start and t.representative_id = d.id
   group by 1, 2, 3`,
);

/**
 * What was counted when the log ended at a position. Plan: index contribution_ever, a range for each deputy.
 * Parameters: deputies, first day, day after the last, position.
 */
export const totalsThen = statement<CountRow>(
  'duty_index_totals_then',
  `select c.representative_id, c.indicator, c.share, (count(*) filter (where c.numerator))::int as numerator,
     (count(*) filter (where c.denominator))::int as denominator, (count(*) filter (where c.late))::int as late
   from duty_index.contribution c
   where c.representative_id = any($1::text[]) and c.day >= $2::date and c.day < $3::date
     and c.since_position <= $4::bigint and (c.until_position is null or c.until_position > $4::bigint)
     and (c.numerator or c.denominator)
   group by 1, 2, 3`,
);

/** How far the projection is. */
export const progress = statement<{ position: number; updated_at: Date }>(
  'duty_index_progress',
  `select position, updated_at from duty_index.consumer_checkpoint where consumer = 'duty-index'`,
);

/** When the event at a position, or the next one that is kept, was recorded. Plan: index on position, one row. */
export const recordedAt = statement<{ recorded_at: Date }>(
  'duty_index_recorded_at',
  'select recorded_at from events.log where position >= $1 order by position limit 1',
);

/** Deputies for whom something has changed behind a position. Plan: index touched_position. */
export const touchedSince = statement<{ representative_id: string; position: number }>(
  'duty_index_touched_since',
  'select representative_id, position from duty_index.touched where position > $1',
);

/** Plan: unique index on policy, kind and start. Parameters: policies, kind, start. */
export const frozenAt = statement<{ policy_id: string; position: number; frozen_at: Date }>(
  'duty_index_frozen_at',
  `select policy_id, position, frozen_at from duty_index.period
   where policy_id = any($1::text[]) and kind = $2 and start = $3::date and state = 'FROZEN'`,
);
