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

const columns = 'representative_id, code, policy_id, policy_version, active_months, counts, hundredths, place';
const ofCohort = 'duty_index.board_member where kind = $1 and start = $2::date and policy_id = $3';

/** Plan: index board_member_code, from a code on. Parameters: kind, start, policy, code, limit. */
export const membersByCode = statement<MemberRow>(
  'duty_index_board_by_code',
  `select ${columns} from ${ofCohort} and code > $4 order by code limit $5::bigint`,
);

/** Plan: index board_member_place, from a member on. Parameters: kind, start, policy, code (of nobody: from the first), limit. */
export const membersByPlace = statement<MemberRow>(
  'duty_index_board_by_place',
  `select ${columns} from ${ofCohort}
     and (place, code) > (coalesce((select place from ${ofCohort} and code = $4 limit 1), -2147483648), $4)
   order by place, code limit $5::bigint`,
);

/** How many stand before a member, and how many of them have a better score. Parameters: kind, start, policy, place, code. */
export const standBefore = statement<{ before: number; better: number }>(
  'duty_index_board_before',
  `select count(*)::int as before, (count(*) filter (where place < $4))::int as better
   from ${ofCohort} and (place, code) < ($4::int, $5)`,
);
