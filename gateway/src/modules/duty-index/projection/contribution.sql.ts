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
export const currentContributions = statement<ContributionRow & { readonly since_position: number }>(
  'duty_index_contributions',
  `select ${columns}, since_position from unnest($1::text[], $2::text[]) as u (type, id)
   cross join lateral (select * from contribution c
     where c.unit_type = u.type and c.unit_id = u.id and c.until_position is null offset 0) c`,
);

/**
 * Writes contributions from one position up to another, or until now; one that was there before ends. Those that end come
 * before those that begin. Plan: upserts by primary key. Parameters: rows.
 */
export const putContributions = statement<never>(
  'duty_index_contributions_put',
  `insert into contribution (${columns}, since_position, until_position)
   select ${columns}, since_position, until_position from jsonb_to_recordset($1::jsonb)
     as n (representative_id text, indicator text, unit_type text, unit_id text, day date, numerator boolean,
       denominator boolean, late boolean, share int, reason text, evidence_id text, event_id uuid, event_type text,
       occurred_at timestamptz, since_position bigint, until_position bigint)
   on conflict (unit_type, unit_id, representative_id, indicator, since_position)
     do update set until_position = excluded.until_position`,
);

/**
 * Adds to totals; a total that has come to nothing goes, so that the rows tell what is counted and not what once was.
 * Plan: reads, upserts and deletes, each by primary key or by place, once a total. Parameters: deltas, one a total.
 */
export const addToTotals = statement<never>(
  'duty_index_totals_add',
  `with delta as materialized (
     select * from jsonb_to_recordset($1::jsonb) as d (kind text, start date, representative_id text, indicator text,
       share int, numerator int, denominator int, late int)),
   sum as materialized (
     select d.kind, d.start, d.representative_id, d.indicator, d.share, t.place,
       d.numerator + coalesce(t.numerator, 0) as numerator, d.denominator + coalesce(t.denominator, 0) as denominator,
       d.late + coalesce(t.late, 0) as late
     from delta d left join lateral (
       select t.ctid as place, t.numerator, t.denominator, t.late from total t
       where (t.kind, t.start, t.representative_id, t.indicator, t.share)
           = (d.kind, d.start, d.representative_id, d.indicator, d.share) offset 0) t on true),
   gone as (
     delete from total
     where ctid = any(array(select place from sum where (numerator, denominator, late) = (0, 0, 0) and place is not null)))
   insert into total (kind, start, representative_id, indicator, share, numerator, denominator, late)
   select kind, start, representative_id, indicator, share, numerator, denominator, late from sum
   where (numerator, denominator, late) <> (0, 0, 0)
   on conflict (kind, start, representative_id, indicator, share) do update set numerator = excluded.numerator,
     denominator = excluded.denominator, late = excluded.late`,
);

/** Notes for whom events have changed something. Plan: upserts by primary key. Parameters: deputies, positions (pairwise). */
export const touch = statement<never>(
  'duty_index_touch',
  `insert into touched (representative_id, position) select * from unnest($1::text[], $2::bigint[])
   on conflict (representative_id) do update set position = excluded.position`,
);
