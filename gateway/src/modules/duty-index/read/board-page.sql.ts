import { statement } from '@lianxin/database';

/** A member as a board keeps it. */
export interface MemberRow {
  readonly representative_id: string;
  readonly code: string;
  readonly policy_id: string;
  readonly policy_version: number;
  /** Null where no quota is asked for. */
  readonly active_months: number | null;
  /** `rate,share,above,below,late` with semicolons between. */
  readonly counts: string;
  readonly hundredths: number | null;
  readonly place: number;
}

/** The same with what it is put there with: the regions of the deputy, from the topmost down. */
export interface NewMemberRow extends MemberRow {
  readonly region_path: readonly string[];
}

const columns = 'representative_id, code, policy_id, policy_version, active_months, counts, hundredths, place';
const ofCohort = 'duty_index.board_member where kind = $1 and start = $2::date and policy_id = $3';

/** Plan: index board_member_code, from a member on. Parameters: kind, start, policy; code and deputy behind whom; limit. */
export const membersByCode = statement<MemberRow>(
  'duty_index_board_by_code',
  `select ${columns} from ${ofCohort} and (code, representative_id) > ($4, $5)
   order by code, representative_id limit $6::bigint`,
);

/**
 * Plan: index board_member_place, from a member on.
 * Parameters: kind, start, policy; code and deputy behind whom (of nobody: from the first); limit.
 */
export const membersByPlace = statement<MemberRow>(
  'duty_index_board_by_place',
  `select ${columns} from ${ofCohort} and (place, code, representative_id)
     > (coalesce((select place from ${ofCohort} and representative_id = $5), -2147483648), $4, $5)
   order by place, code, representative_id limit $6::bigint`,
);

/**
 * How many stand before a member, and how many of them have a better score.
 * Parameters: kind, start, policy, place, code, deputy.
 */
export const standBefore = statement<{ before: number; better: number }>(
  'duty_index_board_before',
  `select count(*)::int as before, (count(*) filter (where place < $4))::int as better
   from ${ofCohort} and (place, code, representative_id) < ($4::int, $5, $6)`,
);

const ofRegion = 'region_path @> array[$7::text]';

/** The same of the members of a region. Plan: index board_member_code, passing over others. Parameters: …, region. */
export const membersOfRegionByCode = statement<MemberRow>(
  'duty_index_board_region_by_code',
  `select ${columns} from ${ofCohort} and (code, representative_id) > ($4, $5) and ${ofRegion}
   order by code, representative_id limit $6::bigint`,
);

/**
 * The same by place, each with its rank in the whole cohort, which is the same for every reader. Plan: the cohort in the
 * order of index board_member_place, up to the last of the page. Parameters: …, region.
 */
export const membersOfRegionByPlace = statement<MemberRow & { readonly rank: number | null }>(
  'duty_index_board_region_by_place',
  `select ${columns}, rank from (
     select ${columns}, region_path, case when place < 0 then (rank() over (order by place))::int end as rank
     from ${ofCohort}) m
   where ${ofRegion}
     and (place, code, representative_id) > (
       coalesce((select place from ${ofCohort} and representative_id = $5 and ${ofRegion}), -2147483648), $4, $5)
   order by place, code, representative_id limit $6::bigint`,
);

/** Plan: the cohort in index board_member_code. Parameters: kind, start, policy, region. */
export const membersOfRegion = statement<{ members: number }>(
  'duty_index_board_region_size',
  `select count(*)::int as members from ${ofCohort} and region_path @> array[$4::text]`,
);

/** How some deputies are kept. Plan: primary key. Parameters: kind, start, deputies. */
export const membersNamed = statement<NewMemberRow>(
  'duty_index_board_members_named',
  `select ${columns}, region_path from duty_index.board_member
   where kind = $1 and start = $2::date and representative_id = any($3::text[])`,
);
