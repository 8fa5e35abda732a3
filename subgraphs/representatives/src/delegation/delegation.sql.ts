import { statement } from '@lianxin/database';
import type { Representative } from '../representative/representative.entity.js';
import { representativeColumns, type Under } from '../representative/representative.sql.js';
import type { Delegation } from './delegation.entity.js';

/** Plan: range of delegation_name_key from the cursor on. */
export const delegationList = statement<Delegation>(
  'representatives_delegations',
  `select d.id, d.name from representatives.delegation d where d.name > $1::text order by d.name limit $2::int`,
);

/** How many delegations there are. */
export const delegationCount = statement<{ count: number }>(
  'representatives_delegations_count',
  'select count(*)::int as count from representatives.delegation',
);

/** A page of each delegation's deputies. Plan: for each delegation a range of representative_delegation (delegation_id, code). */
export const representativesOfDelegations = statement<Under<Representative>>(
  'representatives_of_delegation',
  `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
   cross join lateral (
     select ${representativeColumns}
     from representatives.representative r join representatives.delegation d on d.id = r.delegation_id
     where r.delegation_id = p.id and r.code > $2::text
     order by r.code limit $3::int) l
   order by p.id, l.code`,
);

/** How many deputies each delegation has. */
export const representativeCounts = statement<{ key: string; count: number }>(
  'representatives_count_of_delegation',
  `select r.delegation_id as key, count(*)::int as count from representatives.representative r
   where r.delegation_id = any($1::uuid[]) group by r.delegation_id`,
);
