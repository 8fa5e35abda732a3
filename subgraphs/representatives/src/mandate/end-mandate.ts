import { statement } from '@lianxin/database';
import { type EventActor, mandateEnded, topic } from '@lianxin/events';
import { systemActor } from '../system-actor.js';
import { publishing, type UseCaseContext } from '../use-case.js';

/** Which mandate ends, and its last day (Asia/Shanghai). */
export interface MandateEnd {
  readonly representativeId: string;
  readonly termNo: number;
  readonly to: string;
}

/** Plan: an update by mandate_term_key. */
const end = statement<{ id: string; version: number }>(
  'representatives_mandate_end',
  `update representatives.mandate set status = 'ENDED', suspension_ground = null, to_date = $3::date, version = version + 1
   where representative_id = $1::uuid and term_no = $2::int and status <> 'ENDED'
   returning id, version`,
);

/**
 * Ends a mandate (代表资格终止). Emits `representative.mandate_ended`.
 * @returns whether there was one that had not ended
 * @throws AppError INVALID_INPUT when the last day lies before the first
 */
export async function endMandate(
  { db, clock }: UseCaseContext,
  { representativeId, termNo, to }: MandateEnd,
  actor: EventActor = systemActor,
): Promise<boolean> {
  let ended = false;
  await publishing(db, async (tx) => {
    const rows = await tx.query(end, [representativeId, termNo, to]);
    ended = rows.length > 0;
    return rows.map(({ id, version }) =>
      mandateEnded.create({
        aggregateType: 'mandate',
        aggregateId: id,
        aggregateVersion: version,
        payload: { mandateId: id, representativeId, termNo, to },
        topics: [topic.representative(representativeId)],
        actor,
        occurredAt: clock.now(),
      }),
    );
  });
  return ended;
}
