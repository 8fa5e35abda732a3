import { AppError } from '@lianxin/errors';
import { statement } from '@lianxin/database';
import { topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import type { Rating } from '../suggestion/suggestion.enums.js';
import type { DisclosureConsent, ProposalStatus, ResultClass } from './proposal.enums.js';

/** A proposal as it is told of by whoever keeps it, in whatever state it is. */
export interface ProposalInput {
  /** Filing number; a proposal with a known number is left as it is when it is registered, one without is always new. */
  readonly number?: string | null;
  readonly title: string;
  readonly content: string;
  readonly leadProposerId: string;
  /** Once it is submitted, they have confirmed it (联名代表确认). */
  readonly coSignerIds?: readonly string[];
  /** 12-digit region codes from the province down to the region whose congress it is made to. */
  readonly regionPath: readonly string[];
  readonly leadUnitId?: string | null;
  readonly status: ProposalStatus | `${ProposalStatus}`;
  readonly submittedAt?: Date | null;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly dueOn?: string | null;
  readonly resultClass?: ResultClass | `${ResultClass}` | null;
  readonly attitudeRating?: Rating | `${Rating}` | null;
  readonly outcomeRating?: Rating | `${Rating}` | null;
  readonly disclosureConsent: DisclosureConsent | `${DisclosureConsent}`;
}

/** The row of a proposal. The identifier names the time of submission, so that lists in its order show the newest first. */
export function proposalRow(input: ProposalInput, now: Date, id = uuidV7(input.submittedAt ?? now)) {
  const regionCode = input.regionPath.at(-1);
  if (regionCode === undefined) throw new AppError('INVALID_INPUT', { reason: `${input.title}: regionPath` });
  return {
    id,
    number: input.number ?? null,
    title: input.title,
    content: input.content,
    lead_proposer_id: input.leadProposerId,
    region_code: regionCode,
    region_path: input.regionPath,
    lead_unit_id: input.leadUnitId ?? null,
    status: input.status,
    submitted_at: input.submittedAt ?? null,
    due_on: input.dueOn ?? null,
    result_class: input.resultClass ?? null,
    attitude_rating: input.attitudeRating ?? null,
    outcome_rating: input.outcomeRating ?? null,
    disclosure_consent: input.disclosureConsent,
    created_at: now,
    version: 1,
  };
}

/** A row of `proposal`. */
export type ProposalRecord = ReturnType<typeof proposalRow>;

/** The rows of a proposal's co-signers, in the order of signing. */
export function coSignerRows({ coSignerIds, submittedAt }: ProposalInput, proposalId: string) {
  return (coSignerIds ?? []).map((representative_id, position) => ({
    proposal_id: proposalId,
    representative_id,
    position,
    confirmed_at: submittedAt ?? null,
  }));
}

/** A row of `proposal_co_signer`. */
export type CoSignerRecord = ReturnType<typeof coSignerRows>[number];

/** Plan: an insert from the rows. Parameters: co-signers. */
export const insertCoSigners = statement<never>(
  'suggestions_proposal_co_signers',
  `insert into proposal_co_signer
   select r.* from jsonb_populate_recordset(null::proposal_co_signer, $1::jsonb) r on conflict do nothing`,
);

/** What events tell of a proposal, apart from its id: codes and ids, and nothing of what was written. */
export function toldOfProposal(row: ProposalRecord, coSigners: readonly CoSignerRecord[]) {
  return {
    number: row.number,
    status: row.status as ProposalStatus,
    regionCode: row.region_code,
    leadProposerId: row.lead_proposer_id,
    leadUnitId: row.lead_unit_id,
    coSigners: coSigners.map(({ representative_id, confirmed_at }) => ({
      representativeId: representative_id,
      confirmedAt: confirmed_at?.toISOString() ?? null,
    })),
    submittedAt: row.submitted_at?.toISOString() ?? null,
  };
}

/** Whom an event about a proposal concerns. */
export function topicsOfProposal(row: ProposalRecord, coSigners: readonly CoSignerRecord[]): string[] {
  const deputies = [row.lead_proposer_id, ...coSigners.map(({ representative_id }) => representative_id)];
  return [`proposal:${row.id}`, topic.region(row.region_code), ...deputies.map(topic.representative)];
}
