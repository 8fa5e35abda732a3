import type { Clock } from '@lianxin/calendar';
import type { Db, Sql } from '@lianxin/database';
import { register, type RegisteredRecord, type RegistrationCounts, registrationStatement } from '@lianxin/workflow';
import {
  type CoSignerRecord,
  coSignerRows,
  insertCoSigners,
  type ProposalInput,
  type ProposalRecord,
  proposalRow,
  toldOfProposal,
  topicsOfProposal,
} from './proposal-row.js';

const insertProposals = registrationStatement('suggestions', 'proposal', 'id');

/** Its event is `proposal.registered`. */
const recordOf = (row: ProposalRecord, coSigners: readonly CoSignerRecord[]): RegisteredRecord => ({
  aggregateType: 'proposal',
  aggregateId: row.id,
  payload: { id: row.id, ...toldOfProposal(row, coSigners) },
  topics: topicsOfProposal(row, coSigners),
});

/**
 * Registers proposals in bulk, in the state they are in (代表建议入库): for records that were made elsewhere. The steps of
 * a proposal made here are the business of its workflow. Emits `proposal.registered` for each that is new.
 */
export function registerProposals(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  inputs: readonly ProposalInput[],
): Promise<RegistrationCounts> {
  const now = clock.now();
  const given = inputs.map((input) => {
    const row = proposalRow(input, now);
    return { row, coSigners: coSignerRows(input, row.id) };
  });
  const coSigners = new Map(given.map(({ row, coSigners: rows }) => [row.id, rows]));
  const of = (id: string): readonly CoSignerRecord[] => coSigners.get(id) ?? [];
  const addParts = async (tx: Sql, added: ReadonlySet<string>): Promise<void> => {
    const ofAdded = [...added].flatMap(of);
    if (ofAdded.length > 0) await tx.query(insertCoSigners, [JSON.stringify(ofAdded)]);
  };
  const registration = {
    insert: insertProposals,
    recordOf: (row: ProposalRecord) => recordOf(row, of(row.id)),
    addParts,
  };
  return register(
    db,
    registration,
    given.map(({ row }) => row),
    now,
  );
}
