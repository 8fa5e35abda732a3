import { statement } from '@lianxin/database';

/** A member as a page of its cohort reads it. */
export interface KeptMember {
  readonly representative_id: string;
  readonly code: string;
  readonly policy_version: number;
  /** Null where no quota is asked for. */
  readonly active_months: number | null;
  /** `rate,share,above,below,late` with semicolons between. */
  readonly counts: string;
  readonly hundredths: number | null;
  readonly place: number;
}

/** The same with what it is put there with: its cohort, and the regions of the deputy, from the topmost down. */
export interface NewMemberRow extends KeptMember {
  readonly policy_id: string;
  readonly region_path: readonly string[];
}

const columns = 'representative_id, code, policy_version, active_months, counts, hundredths, place';
const ofCohort = 'duty_index.board_member where kind = $1 and start = $2::date and policy_id = $3';

const ofRegion = '($7::text is null or region_path @> array[$7::text])';

/**
 * Plan: index board_member_code, from a member on, passing over those of other regions.
 * Parameters: kind, start, policy; code and deputy behind whom; limit; region or null for everybody.
 */
export const membersByCode = statement<KeptMember>(
  'duty_index_board_by_code',
  `select ${columns} from ${ofCohort} and (code, representative_id) > ($4, $5) and ${ofRegion}
   order by code, representative_id limit $6::bigint`,
);

/**
 * Plan: index board_member_place, from a member on, passing over those of other regions.
 * Parameters: as above (behind nobody: from the first).
 */
export const membersByPlace = statement<KeptMember>(
  'duty_index_board_by_place',
  `select ${columns} from ${ofCohort} and (place, code, representative_id)
     > (coalesce((select place from ${ofCohort} and representative_id = $5 and ${ofRegion}), -2147483648), $4, $5)
     and ${ofRegion}
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

/**
 * The same where others stand between them, each with its rank in the whole cohort. Plan: the cohort in the order of index
 * board_member_place, up to the last of the page. Parameters: as above.
 */
export const membersByRank = statement<KeptMember & { readonly rank: number | null }>(
  'duty_index_board_by_rank',
  `select ${columns}, rank from (
     select ${columns}, region_path, case when place < 0 then (rank() over (order by place))::int end as rank
     from ${ofCohort}) m
   where ${ofRegion}
     and (place, code, representative_id) > (
       coalesce((select place from ${ofCohort} and representative_id = $5 and ${ofRegion}), -2147483648), $4, $5)
   order by place, code, representative_id limit $6::bigint`,
);

/** How some deputies are kept. Plan: primary key. Parameters: kind, start, deputies. */
export const membersNamed = statement<NewMemberRow>(
  'duty_index_board_members_named',
  `select ${columns}, policy_id, region_path from duty_index.board_member
   where kind = $1 and start = $2::date and representative_id = any($3::text[])`,
);
