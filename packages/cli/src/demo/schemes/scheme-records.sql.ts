import { statement } from '@lianxin/database';

/** What a deputy claimed with an evidence, and the entry that came of it. Plan: a range of points_claim_of. */
export const claimsMade = statement<{ id: string; version: number; entryId: string | null }>(
  'cli_demo_points_claims',
  `select c.id, c.version, e.id as "entryId"
   from duty_schemes.points_claim c left join duty_schemes.points_entry e on e.claim_id = c.id
   where c.representative_id = $1 and c.evidence = $2`,
);
