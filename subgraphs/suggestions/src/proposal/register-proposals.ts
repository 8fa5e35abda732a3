import type { Clock } from '@lianxin/calendar';
import { type Db, type Sql, statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { topic } from '@lianxin/events';
import {
  register,
  type RegisteredRecord,
  type RegistrationCounts,
  registrationStatement,
  uuidV7,
} from '@lianxin/workflow';
import type { Rating } from '../suggestion/suggestion.enums.js';
import type { DisclosureConsent, ProposalStatus, ResultClass } from './proposal.enums.js';

/** A proposal to register, in whatever state it is. */
export interface ProposalInput {
  /** Filing number; a proposal with a known number is left as it is, one without is always new. */
  readonly number?: string | null;
  readonly title: string;
  readonly content: string;
  readonly leadProposerId: string;
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

const insertProposals = registrationStatement('suggestions', 'proposal', 'id');

/** Plan: an insert from the rows. Parameters: the co-signers of proposals that were added. */
const insertCoSigners = statement<never>(
  'suggestions_proposal_co_signers',
  `insert into proposal_co_signer
   select r.* from jsonb_populate_recordset(null::proposal_co_signer, $1::jsonb) r on conflict do nothing`,
);

function rowOf(input: ProposalInput, now: Date) {
  const regionCode = input.regionPath.at(-1);
  if (regionCode === undefined) throw new AppError('INVALID_INPUT', { reason: `${input.title}: regionPath` });
  return {
    // The identifier names the time of submission, so that lists in the order of identifiers show the newest first.
    id: uuidV7(input.submittedAt ?? now),
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
  };
}

type Row = ReturnType<typeof rowOf>;

const recordOf = ({ id, number, status, region_code, lead_proposer_id, lead_unit_id }: Row): RegisteredRecord => ({
  aggregateType: 'proposal',
  aggregateId: id,
  payload: { id, number, status, regionCode: region_code, leadProposerId: lead_proposer_id, leadUnitId: lead_unit_id },
  topics: [`proposal:${id}`, topic.region(region_code), topic.representative(lead_proposer_id)],
});

/**
 * Registers proposals in bulk, in the state they are in (代表建议入库): for records that were made elsewhere. The steps of
 * a proposal made here are the business of its workflow.
 */
export function registerProposals(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  inputs: readonly ProposalInput[],
): Promise<RegistrationCounts> {
  const now = clock.now();
  const rows = inputs.map((input) => rowOf(input, now));
  const coSigners = inputs.flatMap(({ coSignerIds, submittedAt }, index) =>
    (coSignerIds ?? []).map((representative_id, position) => ({
      proposal_id: rows[index]?.id,
      representative_id,
      position,
      confirmed_at: submittedAt ?? null,
    })),
  );
  const addParts = async (tx: Sql, added: ReadonlySet<string>): Promise<void> => {
    const ofAdded = coSigners.filter(({ proposal_id }) => proposal_id !== undefined && added.has(proposal_id));
    if (ofAdded.length > 0) await tx.query(insertCoSigners, [JSON.stringify(ofAdded)]);
  };
  return register(db, { insert: insertProposals, recordOf, addParts }, rows, now);
}
