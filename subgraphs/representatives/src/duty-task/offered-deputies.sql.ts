import { type Sql, statement } from '@lianxin/database';
import { refuse } from '@lianxin/errors';
import { Refused } from '../duty/duty-command.js';
import type { CongressLevel } from '../representative/representative.entity.js';

/** Most deputies that one task is offered to. */
export const mostOffered = 5000;

/** Whom a task is offered to by rule; all given conditions hold together. */
export interface Cohort {
  readonly isPartyMember?: boolean | null;
  readonly congressLevel?: CongressLevel | null;
  readonly regionCode?: string | null;
  readonly termNo?: number | null;
}

/**
 * Deputies of a region with a mandate on a day, by rule or by name. Plan: representative_region_path (GIN) or the primary
 * key, then mandate_term_key for each; a city has 10³–10⁴ deputies.
 */
const activeDeputies = statement<{ id: string }>(
  'representatives_active_deputies',
  `select r.id from representatives.representative r
   where r.region_path @> array[$1::text] and ($2::uuid[] is null or r.id = any($2))
     and ($3::boolean is null or r.is_party_member = $3) and ($4::text is null or r.congress_level = $4)
     and ($5::text is null or r.region_path @> array[$5])
     and exists (select 1 from representatives.mandate m where m.representative_id = r.id and m.status = 'ACTIVE'
       and m.from_date <= $7::date and (m.to_date is null or m.to_date >= $7::date) and ($6::int is null or m.term_no = $6))
   order by r.code limit ${mostOffered + 1}`,
);

/**
 * The deputies that an office of a region may offer a task to.
 * @throws Refused COHORT_EMPTY, COHORT_TOO_LARGE, REPRESENTATIVE_NOT_ACTIVE
 */
export async function offeredDeputies(
  tx: Sql,
  region: string,
  today: string,
  { ids, cohort }: { readonly ids: readonly string[] | null; readonly cohort: Cohort },
): Promise<string[]> {
  const { isPartyMember = null, congressLevel = null, regionCode = null, termNo = null } = cohort;
  const values = [region, ids, isPartyMember, congressLevel, regionCode, termNo, today];
  const deputies = await tx.query(activeDeputies, values);
  if (ids !== null && deputies.length < new Set(ids).size) throw new Refused(refuse('REPRESENTATIVE_NOT_ACTIVE'));
  if (deputies.length === 0) throw new Refused(refuse('COHORT_EMPTY'));
  if (deputies.length > mostOffered) throw new Refused(refuse('COHORT_TOO_LARGE', { max: mostOffered }));
  return deputies.map(({ id }) => id);
}
