import { statement } from '@lianxin/database';
import type { CountReason } from '../core/contribution.js';

/** One event behind a rate. */
export interface ExplainedRow {
  readonly unit_type: string;
  readonly unit_id: string;
  readonly subject_id: string;
  readonly day: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
  readonly numerator: boolean;
  readonly denominator: boolean;
  readonly share: number;
  readonly reason: CountReason | null;
  readonly evidence_id: string | null;
}

const columns = `c.unit_type, c.unit_id, coalesce(u.state ->> 'taskId', c.unit_id) as subject_id, c.day, c.event_id,
  c.event_type, c.occurred_at, c.numerator, c.denominator, c.share, c.reason, c.evidence_id`;

// $6: what was so when the log ended there; the present when it is null. Two statements, since each has an index of its own.
const where = `c.representative_id = $1 and c.indicator = $2 and c.day >= $3::date and c.day < $4::date
  and (c.numerator or c.denominator) = $5::boolean`;
const joined = `left join duty_index.unit_state u on u.type = 'duty_offer' and u.type = c.unit_type and u.id = c.unit_id`;
const present = `${where} and c.until_position is null`;
const past = `${where} and c.since_position <= $6::bigint and (c.until_position is null or c.until_position > $6::bigint)`;

/**
 * What is counted, or left out, in the order of days. Plan: index contribution_current from the cursor on.
 * Parameters: deputy, rate, first day, day after the last, whether counted; last day, type, id; limit.
 */
export const explainedNow = statement<ExplainedRow>(
  'duty_index_explained',
  `select ${columns} from duty_index.contribution c ${joined}
   where ${present} and (c.day, c.unit_type, c.unit_id) > ($6::date, $7, $8)
   order by c.day, c.unit_type, c.unit_id limit $9`,
);

export const explainedCount = statement<{ count: number }>(
  'duty_index_explained_count',
  `select count(*)::int as count from duty_index.contribution c where ${present}`,
);

/** The same at a past position. Plan: index contribution_ever. Parameters: … position; last day, type, id; limit. */
export const explainedThen = statement<ExplainedRow>(
  'duty_index_explained_then',
  `select ${columns} from duty_index.contribution c ${joined}
   where ${past} and (c.day, c.unit_type, c.unit_id) > ($7::date, $8, $9)
   order by c.day, c.unit_type, c.unit_id limit $10`,
);

export const explainedThenCount = statement<{ count: number }>(
  'duty_index_explained_then_count',
  `select count(*)::int as count from duty_index.contribution c where ${past}`,
);
