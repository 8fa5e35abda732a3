import { statement } from '@lianxin/database';
import type { UnitType } from '../core/contribution.js';

/** A contribution as it is stored. */
export interface ContributionRow {
  readonly representative_id: string;
  readonly indicator: string;
  readonly unit_type: UnitType;
  readonly unit_id: string;
  readonly day: string;
  readonly numerator: boolean;
  readonly denominator: boolean;
  readonly late: boolean;
  readonly share: number;
  readonly reason: string | null;
  readonly evidence_id: string | null;
  readonly event_id: string;
  readonly event_type: string;
  readonly occurred_at: Date;
}

const columns = `representative_id, indicator, unit_type, unit_id, day, numerator, denominator, late, share, reason,
  evidence_id, event_id, event_type, occurred_at`;

/** What units contribute now. Plan: primary key by its first columns, once a unit. Parameters: types, ids (pairwise). */
export const currentContributions = statement<ContributionRow>(
  'duty_index_contributions',
  `select ${columns} from unnest($1::text[], $2::text[]) as u (type, id)
   join contribution c on c.unit_type = u.type and c.unit_id = u.id and c.until_position is null`,
);

/** Ends contributions, each at its position. Plan: primary key, once a row. Parameters: rows. */
export const endContributions = statement<never>(
  'duty_index_contributions_end',
  `update contribution c set until_position = e.until_position
   from jsonb_to_recordset($1::jsonb) as e (representative_id text, indicator text, unit_type text, unit_id text,
     until_position bigint)
   where (c.unit_type, c.unit_id, c.representative_id, c.indicator)
       = (e.unit_type, e.unit_id, e.representative_id, e.indicator) and c.until_position is null`,
);

/** Parameters: rows. */
export const beginContributions = statement<never>(
  'duty_index_contributions_begin',
  `insert into contribution (${columns}, since_position, until_position)
   select ${columns}, since_position, until_position from jsonb_to_recordset($1::jsonb)
     as n (representative_id text, indicator text, unit_type text, unit_id text, day date, numerator boolean,
       denominator boolean, late boolean, share int, reason text, evidence_id text, event_id uuid, event_type text,
       occurred_at timestamptz, since_position bigint, until_position bigint)`,
);

/**
 * Adds to totals; a total that has come to nothing goes, so that the rows tell what is counted and not what once was.
 * Plan: upserts and deletes by primary key. Parameters: deltas, one a total.
 */
export const addToTotals = statement<never>(
  'duty_index_totals_add',
  `with delta as materialized (
     select * from jsonb_to_recordset($1::jsonb) as d (kind text, start date, representative_id text, indicator text,
       share int, numerator int, denominator int, late int)),
   changed as (
     update total t set numerator = t.numerator + d.numerator, denominator = t.denominator + d.denominator,
       late = t.late + d.late
     from delta d
     where (t.kind, t.start, t.representative_id, t.indicator, t.share)
         = (d.kind, d.start, d.representative_id, d.indicator, d.share)
       and (t.numerator + d.numerator, t.denominator + d.denominator, t.late + d.late) <> (0, 0, 0)),
   gone as (
     delete from total t using delta d
     where (t.kind, t.start, t.representative_id, t.indicator, t.share)
         = (d.kind, d.start, d.representative_id, d.indicator, d.share)
       and (t.numerator + d.numerator, t.denominator + d.denominator, t.late + d.late) = (0, 0, 0))
   insert into total (kind, start, representative_id, indicator, share, numerator, denominator, late)
   select d.* from delta d
   where not exists (
     select from total t where (t.kind, t.start, t.representative_id, t.indicator, t.share)
                             = (d.kind, d.start, d.representative_id, d.indicator, d.share))`,
);

/** Notes for whom events have changed something. Plan: upserts by primary key. Parameters: deputies, positions (pairwise). */
export const touch = statement<never>(
  'duty_index_touch',
  `insert into touched (representative_id, position) select * from unnest($1::text[], $2::bigint[])
   on conflict (representative_id) do update set position = excluded.position`,
);
