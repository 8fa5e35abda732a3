import { statement } from '@lianxin/database';

/** A deputy with everything that a board makes of one, in as few fields as can be: thousands come at once. */
export interface BoardMemberRow {
  readonly id: string;
  readonly code: string | null;
  readonly region_code: string | null;
  /** Codes with blanks between. */
  readonly region_path: string | null;
  readonly is_party_member: boolean | null;
  readonly congress_level: string | null;
  /** `term,from,to,from~to|from~to…` with semicolons between, the last part its suspensions; a day that is not known is empty. */
  readonly mandates: string | null;
  /** `rate,share,above,below,late` with semicolons between. */
  readonly counts: string | null;
}

/**
 * Everybody with their totals in a period: stored sums, nothing is counted. Plan: deputies and mandates whole, totals by
 * primary key, a range for each part. Parameters: kinds, starts (pairwise).
 */
export const boardMembers = statement<BoardMemberRow>(
  'duty_index_board_members',
  `with counted as (
     select t.representative_id, t.indicator, t.share, sum(t.numerator) as numerator, sum(t.denominator) as denominator,
       sum(t.late) as late
     from unnest($1::text[], $2::date[]) as p (kind, start)
     join duty_index.total t on t.kind = p.kind and t.start = p.start
     group by 1, 2, 3),
   counts as (
     select representative_id, string_agg(concat_ws(',', indicator, share, numerator, denominator, late), ';') as counts
     from counted group by 1),
   held as (
     select representative_id, string_agg(term_no || ',' || coalesce(from_day::text, '') || ',' || coalesce(to_day::text, '')
       || case when suspensions = '[]' then '' else ',' || (select string_agg(concat(s->>'from', '~', s->>'to'), '|')
         from jsonb_array_elements(suspensions) s) end,
       ';' order by id) as mandates
     from duty_index.mandate group by 1)
   select id, d.code, d.region_code, array_to_string(d.region_path, ' ') as region_path, d.is_party_member,
     d.congress_level, h.mandates, c.counts
   from duty_index.deputy d
   full join (select representative_id as id, mandates from held) h using (id)
   left join (select representative_id as id, counts from counts) c using (id)`,
);
