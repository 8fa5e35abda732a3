/** A row of the bare server's one statement: an item with its names; the station and the count stand in every row. */
export interface QueueRow {
  readonly station_id: string;
  readonly station_name: string;
  readonly tier: string;
  readonly kind: string;
  readonly region_code: string;
  readonly region_name: string;
  readonly total: number;
  readonly id: string | null;
  readonly number: string;
  readonly title: string;
  readonly status: string;
  readonly urgency: string;
  readonly collected_at: Date;
  readonly clock_started_at: Date | null;
  readonly due_at: Date | null;
  readonly version: number;
  readonly category_code: string | null;
  readonly category_name: string | null;
  readonly display_name: string | null;
  readonly phone_masked: string | null;
  readonly lead_unit_id: string | null;
  readonly lead_unit_name: string | null;
  readonly representative_id: string | null;
  readonly representative_name: string | null;
}

const queue = (behind: string): string => `
  select st.id as station_id, st.name as station_name, st.tier, st.kind, r.code as region_code, r.name as region_name,
    t.total, q.*
  from stations.station st
  join stations.region r on r.code = st.region_code
  cross join lateral (select count(*)::int as total from suggestions.suggestion s where s.station_id = st.id) t
  left join lateral (
    select s.*, c.name as category_name, p.name_masked as display_name, p.phone_masked, u.name as lead_unit_name,
      d.name as representative_name
    from (
      select s.id, s.number, s.title, s.status, s.urgency, s.collected_at, s.clock_started_at, s.due_at, s.version,
        s.category_code, s.constituent_id, s.lead_unit_id, s.representative_id
      from suggestions.suggestion s
      where s.station_id = st.id ${behind}
      order by coalesce(s.due_at, 'infinity'::timestamptz), s.id limit $2::int) s
    left join suggestions.category c on c.code = s.category_code
    left join suggestions.constituent p on p.id = s.constituent_id
    left join suggestions.handling_unit u on u.id = s.lead_unit_id
    left join representatives.representative d on d.id = s.representative_id) q on true
  where st.id = $1::uuid
  order by coalesce(q.due_at, 'infinity'::timestamptz), q.id`;

/**
 * The whole screen in one statement, twice: from the top, and behind a cursor. It reads across schemas as no part of the
 * platform may, and asks nobody who is calling: it is the ceiling, not a way to build.
 */
export const firstPage = { name: 'bench_queue_first', text: queue('') } as const;
export const nextPage = {
  name: 'bench_queue_next',
  text: queue(`and (coalesce(s.due_at, 'infinity'::timestamptz), s.id) > ($3::timestamptz, $4::uuid)`),
} as const;
