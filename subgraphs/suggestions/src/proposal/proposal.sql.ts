import { statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { filedProposalStatuses } from '@lianxin/events';
import { isUuid, type PageRequest } from '@lianxin/subgraph-kit';
import type { ProposalRow } from './proposal.entity.js';
import type { ProposalScope } from './proposal.policy.js';

const columns = `p.id, p.number, p.title, p.content, p.lead_proposer_id as "leadProposerId", p.region_code as "regionCode",
  p.region_path as "regionPath", p.lead_unit_id as "leadUnitId", p.status, p.submitted_at as "submittedAt",
  p.due_on as "dueOn", p.result_class as "resultClass", p.attitude_rating as "attitudeRating",
  p.outcome_rating as "outcomeRating", p.disclosure_consent as "disclosureConsent", p.created_at as "createdAt", p.version,
  array(select s.representative_id::text from proposal_co_signer s
    where s.proposal_id = p.id order by s.position) as "coSignerIds"`;

const filed = filedProposalStatuses.map((status) => `'${status}'`).join(', ');

const coSignedBy = (representative: string): string =>
  `exists (select from proposal_co_signer s where s.proposal_id = p.id and s.representative_id::text = ${representative})`;

/** maySeeProposal as a condition; $1 region, $2 deputy, $3 unit of the scope. */
const visible = `(p.status in (${filed}) and p.disclosure_consent <> 'NONE'
  or $1::text is not null and p.region_path @> array[$1::text]
  or $2::text is not null and (p.lead_proposer_id::text = $2 or ${coSignedBy('$2')})
  or $3::text is not null and p.lead_unit_id::text = $3 and p.status in (${filed}))`;

/** The scope as the first three values of a statement. */
export function scopeValues({ regionCode, representativeId, unitId }: ProposalScope): (string | null)[] {
  return [regionCode, representativeId, unitId];
}

/**
 * The identifier behind which a page starts, as a value of a statement.
 * @throws AppError INVALID_CURSOR for a cursor of another list
 */
export function cursorValue(after: PageRequest['after']): string | null {
  if (after === null) return null;
  const [id] = after;
  if (!isUuid(id)) throw new AppError('INVALID_CURSOR');
  return id;
}

/** $4 region, $5 statuses, $6 unit, $7 deputy, $8 part of the title or the number; null where not set. */
const filtered = `${visible}
  and ($4::text is null or p.region_path @> array[$4::text])
  and ($5::text[] is null or p.status = any($5))
  and ($6::text is null or p.lead_unit_id::text = $6)
  and ($7::text is null or p.lead_proposer_id::text = $7 or ${coSignedBy('$7')})
  and ($8::text is null or strpos(p.title, $8) > 0 or p.number = $8)`;

/** Plan: one primary-key probe for each identifier. The policy is asked by the caller. */
export const proposalsById = statement<ProposalRow>(
  'suggestions_proposal_by_id',
  `select ${columns} from proposal p
   where p.id = any(array(select k::uuid from unnest($1::text[]) k where pg_input_is_valid(k, 'uuid')))`,
);

/** Plan: walks the primary key backwards from the cursor and stops at the limit; identifiers grow with time. */
export const proposalPage = statement<ProposalRow>(
  'suggestions_proposal_page',
  `select ${columns} from proposal p
   where ${filtered} and ($9::uuid is null or p.id < $9)
   order by p.id desc limit $10`,
);

/** Plan: a scan of the proposals, of which a congress has some hundreds a year. */
export const proposalCount = statement<{ count: number }>(
  'suggestions_proposal_count',
  `select count(*)::int as count from proposal p where ${filtered}`,
);

/** A deputy's proposals, led and co-signed: two index ranges by deputy. */
const ofRepresentative = `
  select p.id from proposal p where p.lead_proposer_id = k.key::uuid
  union
  select s.proposal_id from proposal_co_signer s where s.representative_id = k.key::uuid`;

const representatives = `(select key from unnest($4::text[]) key where pg_input_is_valid(key, 'uuid') offset 0) k`;

/** Plan: for each deputy two index ranges, their union by primary key, up to the limit. $4 deputies. */
export const proposalsOfRepresentatives = statement<ProposalRow & { representativeId: string }>(
  'suggestions_proposal_of_representatives',
  `select k.key as "representativeId", page.* from ${representatives}
   cross join lateral (
     select ${columns} from proposal p
     where p.id in (${ofRepresentative}) and ${visible} and ($5::uuid is null or p.id < $5)
     order by p.id desc limit $6) page`,
);

/** Plan: the same ranges, counted. */
export const proposalCountsOfRepresentatives = statement<{ representativeId: string; count: number }>(
  'suggestions_proposal_counts_of_representatives',
  `select k.key as "representativeId", total.count from ${representatives}
   cross join lateral (
     select count(*)::int as count from proposal p where p.id in (${ofRepresentative}) and ${visible}) total`,
);
