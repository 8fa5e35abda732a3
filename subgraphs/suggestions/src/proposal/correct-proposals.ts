import type { Clock } from '@lianxin/calendar';
import { type Db, statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { proposalChanged } from '@lianxin/events';
import { publishing, uuidV7 } from '@lianxin/workflow';
import {
  coSignerRows,
  insertCoSigners,
  type ProposalInput,
  proposalRow,
  toldOfProposal,
  topicsOfProposal,
} from './proposal-row.js';

/** A proposal as it is now, in place of all that is on record of it. */
export interface ProposalCorrection extends ProposalInput {
  readonly id: string;
}

/** How many were not as given and are now, and how many were. */
export interface CorrectionCounts {
  readonly corrected: number;
  readonly unchanged: number;
}

/** Locks what is to be corrected. Plan: primary-key probes. */
const lockProposals = statement<{ id: string }>(
  'suggestions_proposals_lock',
  'select p.id from proposal p where p.id = any($1::uuid[]) order by p.id for update',
);

/**
 * Writes those that differ, each on its next version. Plan: a primary-key probe of each row and a range of its co-signers.
 * Parameters: rows, co-signers.
 */
const writeProposals = statement<{ id: string; version: number }>(
  'suggestions_proposals_correct',
  `update proposal p set (number, title, content, lead_proposer_id, region_code, region_path, lead_unit_id, status,
     submitted_at, due_on, result_class, attitude_rating, outcome_rating, disclosure_consent, version) =
     (g.number, g.title, g.content, g.lead_proposer_id, g.region_code, g.region_path, g.lead_unit_id, g.status,
     g.submitted_at, g.due_on, g.result_class, g.attitude_rating, g.outcome_rating, g.disclosure_consent, p.version + 1)
   from jsonb_populate_recordset(null::proposal, $1::jsonb) g
   where p.id = g.id
     and (to_jsonb(p) - array['version', 'created_at'] <> to_jsonb(g) - array['version', 'created_at']
       or array(select s from proposal_co_signer s where s.proposal_id = p.id order by s.position) is distinct from
         array(select s from jsonb_populate_recordset(null::proposal_co_signer, $2::jsonb) s
           where s.proposal_id = p.id order by s.position))
   returning p.id, p.version`,
);

/** Plan: ranges of the primary key. */
const dropCoSigners = statement<never>(
  'suggestions_proposal_co_signers_drop',
  'delete from proposal_co_signer s where s.proposal_id = any($1::uuid[])',
);

/**
 * Brings proposals to the state that whoever keeps them tells of (代表建议更正): they went on elsewhere, were withdrawn, or
 * were not as it was told before. All or none; what is as given stays on its version. Emits `proposal.changed` for each that
 * was not.
 * @throws AppError INVALID_INPUT for an unknown proposal
 */
export async function correctProposals(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  corrections: readonly ProposalCorrection[],
): Promise<CorrectionCounts> {
  const now = clock.now();
  const given = new Map(
    corrections.map((correction) => {
      const row = proposalRow(correction, now, correction.id.toLowerCase());
      return [row.id, { row, coSigners: coSignerRows(correction, row.id) }];
    }),
  );
  const all = [...given.values()];
  let corrected = 0;
  await publishing(db, {}, async (tx) => {
    const known = new Set((await tx.query(lockProposals, [[...given.keys()]])).map(({ id }) => id));
    const unknown = [...given.keys()].find((id) => !known.has(id));
    if (unknown !== undefined) throw new AppError('INVALID_INPUT', { reason: `id: ${unknown}` });
    const coSigners = JSON.stringify(all.flatMap((each) => each.coSigners));
    const written = await tx.query(writeProposals, [JSON.stringify(all.map(({ row }) => row)), coSigners]);
    corrected = written.length;
    const changed = written.flatMap(({ id, version }) => {
      const each = given.get(id);
      return each ? [{ ...each, version }] : [];
    });
    await tx.query(dropCoSigners, [changed.map(({ row }) => row.id)]);
    await tx.query(insertCoSigners, [JSON.stringify(changed.flatMap((each) => each.coSigners))]);
    return changed.map(({ row, coSigners: signers, version }) =>
      proposalChanged.create({
        eventId: uuidV7(now),
        aggregateType: 'proposal',
        aggregateId: row.id,
        aggregateVersion: version,
        payload: { proposalId: row.id, ...toldOfProposal(row, signers) },
        topics: topicsOfProposal(row, signers),
        actor: { role: 'SYSTEM', name: '系统' },
        occurredAt: now,
      }),
    );
  });
  return { corrected, unchanged: given.size - corrected };
}
