import { statement } from '@lianxin/database';

/** How far a board is kept, and how far the index is. */
export interface BoardState {
  readonly generation: number;
  readonly touched: number;
  readonly policies: number;
  /** What the board is of; null while there is none. */
  readonly kept_generation: number | null;
  readonly kept_position: number | null;
  readonly kept_policies: number | null;
  /** Of the cohort asked for; null when nobody is in it. */
  readonly members: number | null;
  readonly comparable: number | null;
  readonly median_hundredths: number | null;
  /** Its members in the region asked for; null when there are none, or no region was asked for. */
  readonly seen: number | null;
}

/** Plan: one row by primary key of each table, and the last of each index. Parameters: kind, start, policy, region or null. */
export const boardState = statement<BoardState>(
  'duty_index_board_state',
  `select o.generation, (select coalesce(max(position), 0) from duty_index.touched) as touched,
     (select coalesce(max(position), 0) from duty_index.policy_version) as policies, b.generation as kept_generation,
     b.position as kept_position, b.policies_position as kept_policies, c.members, c.comparable, c.median_hundredths,
     r.members as seen
   from duty_index.board_origin o
   left join duty_index.board b on b.kind = $1 and b.start = $2::date
   left join duty_index.board_cohort c on c.kind = b.kind and c.start = b.start and c.policy_id = $3
   left join duty_index.board_region r on r.kind = c.kind and r.start = c.start and r.policy_id = c.policy_id
     and r.region_code = $4`,
);

/** Parameters: kind, start. */
export const beginBoard = statement<never>(
  'duty_index_board_begin',
  `insert into duty_index.board (kind, start, generation, position, policies_position) values ($1, $2::date, 0, 0, 0)
   on conflict do nothing`,
);

/** One refresh of a board at a time. Plan: primary key. Parameters: kind, start. */
export const lockBoard = statement<{ kind: string }>(
  'duty_index_board_lock',
  'select kind from duty_index.board where kind = $1 and start = $2::date for update',
);

/** Plan: primary key. Parameters: kind, start, generation, position, position of the policies. */
export const moveBoard = statement<never>(
  'duty_index_board_move',
  `update duty_index.board set generation = $3, position = $4, policies_position = $5
   where kind = $1 and start = $2::date`,
);

/** Boards that are kept at most: the latest that were begun. A board that is being read anew stays. */
export const forgetBoards = statement<never>(
  'duty_index_boards_forget',
  `delete from duty_index.board b using (
     select kind, start from duty_index.board order by made desc offset 64 for update skip locked) old
   where b.kind = old.kind and b.start = old.start`,
);

/** Plan: primary key, the whole period. Parameters: kind, start. */
export const clearMembers = statement<never>(
  'duty_index_board_clear',
  'delete from duty_index.board_member where kind = $1 and start = $2::date',
);

/** Plan: upserts by primary key. Parameters: kind, start, rows. */
export const putMembers = statement<never>(
  'duty_index_board_put',
  `insert into duty_index.board_member (kind, start, representative_id, code, region_path, policy_id, policy_version,
     active_months, counts, hundredths, place)
   select $1, $2::date, n.* from jsonb_to_recordset($3::jsonb) as n (representative_id text, code text, region_path text[],
     policy_id text, policy_version int, active_months int, counts text, hundredths int, place int)
   on conflict (kind, start, representative_id) do update set code = excluded.code, region_path = excluded.region_path,
     policy_id = excluded.policy_id, policy_version = excluded.policy_version, active_months = excluded.active_months,
     counts = excluded.counts, hundredths = excluded.hundredths, place = excluded.place`,
);

/** Parameters: kind, start, cohorts or null for all. */
export const clearCohorts = statement<never>(
  'duty_index_board_cohorts_clear',
  `delete from duty_index.board_cohort
   where kind = $1 and start = $2::date and ($3::text[] is null or policy_id = any($3))`,
);

/** Sizes and medians, a half rounded up. Plan: index board_member_code. Parameters: kind, start, cohorts or null for all. */
export const putCohorts = statement<never>(
  'duty_index_board_cohorts_put',
  `insert into duty_index.board_cohort (kind, start, policy_id, members, comparable, median_hundredths)
   select $1, $2::date, policy_id, members, n, case when n % 2 = 1 then a[n / 2 + 1] else (a[n / 2] + a[n / 2 + 1] + 1) / 2 end
   from (
     select policy_id, count(*) as members, (count(*) filter (where place < 0))::int as n,
       array_agg(hundredths order by hundredths) filter (where place < 0) as a
     from duty_index.board_member
     where kind = $1 and start = $2::date and ($3::text[] is null or policy_id = any($3)) group by policy_id) c`,
);

/** Parameters: kind, start, cohorts or null for all. */
export const clearRegions = statement<never>(
  'duty_index_board_regions_clear',
  `delete from duty_index.board_region
   where kind = $1 and start = $2::date and ($3::text[] is null or policy_id = any($3))`,
);

/** Plan: index board_member_code. Parameters: kind, start, cohorts or null for all. */
export const putRegions = statement<never>(
  'duty_index_board_regions_put',
  `insert into duty_index.board_region (kind, start, policy_id, region_code, members)
   select $1, $2::date, m.policy_id, r.code, count(*)
   from duty_index.board_member m cross join lateral unnest(m.region_path) as r (code)
   where m.kind = $1 and m.start = $2::date and ($3::text[] is null or m.policy_id = any($3))
   group by m.policy_id, r.code`,
);
