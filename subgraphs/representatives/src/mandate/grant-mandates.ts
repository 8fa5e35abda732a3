import { statement } from '@lianxin/database';
import { type EventActor, mandateGranted, topic } from '@lianxin/events';
import { uuidV7 } from '@lianxin/workflow';
import { systemActor } from '../system-actor.js';
import { publishing, type UseCaseContext } from '../use-case.js';

/** A mandate to grant. Days in Asia/Shanghai, both included. */
export interface MandateInput {
  readonly representativeId: string;
  /** Number of the term (届次). */
  readonly termNo: number;
  readonly from: string;
  /** Null or left out while no end is set. */
  readonly to?: string | null;
  readonly electoralDistrict?: string | null;
}

const grant = statement<never>(
  'representatives_mandate_grant',
  `insert into representatives.mandate (id, representative_id, term_no, from_date, to_date, status, electoral_district, version)
   select n.id, n.representative_id, n.term_no, n.from_date, n.to_date, 'ACTIVE', n.electoral_district, 1
   from jsonb_populate_recordset(null::representatives.mandate, $1::jsonb) n`,
);

/**
 * Grants mandates, all or none. Emits `representative.mandate_granted` for each.
 * @returns their ids in the order given
 * @throws AppError INVALID_INPUT for an unknown deputy, a second mandate of one term, or days in the wrong order
 */
export async function grantMandates(
  { db, clock }: UseCaseContext,
  mandates: readonly MandateInput[],
  actor: EventActor = systemActor,
): Promise<{ id: string }[]> {
  const now = clock.now();
  const rows = mandates.map(({ representativeId, termNo, from, to, electoralDistrict }) => ({
    id: uuidV7(now),
    representative_id: representativeId,
    term_no: termNo,
    from_date: from,
    to_date: to ?? null,
    electoral_district: electoralDistrict ?? null,
  }));
  await publishing(db, async (tx) => {
    await tx.query(grant, [JSON.stringify(rows)]);
    return rows.map((row) =>
      mandateGranted.create({
        aggregateType: 'mandate',
        aggregateId: row.id,
        aggregateVersion: 1,
        payload: {
          mandateId: row.id,
          representativeId: row.representative_id,
          termNo: row.term_no,
          from: row.from_date,
          to: row.to_date,
          electoralDistrict: row.electoral_district,
        },
        topics: [topic.representative(row.representative_id)],
        actor,
        occurredAt: now,
      }),
    );
  });
  return rows.map(({ id }) => ({ id }));
}
