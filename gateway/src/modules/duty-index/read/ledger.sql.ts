import { statement } from '@lianxin/database';
import type { CountReason } from '../core/contribution.js';
import type { DutyRateKind } from '../core/index-policy.js';

/** One event behind the index of a deputy. */
export interface EvidenceRow {
  readonly representative_id: string;
  readonly indicator: DutyRateKind;
  readonly unit_type: string;
  readonly unit_id: string;
  readonly day: string;
  readonly numerator: boolean;
  readonly denominator: boolean;
  readonly share: number;
  readonly reason: CountReason | null;
  readonly evidence_id: string | null;
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
}

/**
 * What was counted and left out for some deputies when the log ended at a position. Plan: index contribution_ever, a range
 * for each deputy. Parameters: deputies, first day, day after the last, position.
 */
export const evidenceThen = statement<EvidenceRow>(
  'duty_index_evidence_then',
  `select representative_id, indicator, unit_type, unit_id, day, numerator, denominator, share, reason, evidence_id,
     event_id, event_type, occurred_at
   from duty_index.contribution
   where representative_id = any($1::text[]) and day >= $2::date and day < $3::date
     and since_position <= $4::bigint and (until_position is null or until_position > $4::bigint)
   order by representative_id, indicator, day, unit_type, unit_id`,
);

/** Plan: primary key, once a deputy. */
export const deputyNames = statement<{ id: string; name: string }>(
  'duty_index_deputy_names',
  'select id, name from duty_index.deputy where id = any($1::text[])',
);
