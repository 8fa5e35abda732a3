import { type Sql, statement } from '@lianxin/database';
import { mandateSuspensionsChanged, topic } from '@lianxin/events';
import { dutyAggregate } from '../duty/duty-step.js';
import { mandateColumns, type MandateOf, type MandateState } from './mandate.state.js';

/** How a mandate takes its steps, and the event that tells on which days it was suspended. */
export const mandateAggregate = dutyAggregate('mandate', mandateColumns, (it: MandateState, about) =>
  mandateSuspensionsChanged.create({
    ...about,
    aggregateType: 'mandate',
    aggregateId: it.id,
    aggregateVersion: it.version,
    payload: {
      mandateId: it.id,
      representativeId: it.representativeId,
      termNo: it.termNo,
      suspensions: [...it.suspensions],
    },
    topics: [topic.representative(it.representativeId)],
  }),
);

/** Plan: a primary-key probe of the mandate, one of its deputy. */
export const mandatesWithDeputies = statement<MandateOf>(
  'representatives_mandates_with_deputies',
  `select ${mandateColumns.select('m')}, r.congress_level as "congressLevel", r.region_path as "regionPath"
   from representatives.mandate m join representatives.representative r on r.id = m.representative_id
   where m.id = any($1::uuid[])`,
);

/** A mandate, whoever asks. */
export async function findMandate(sql: Sql, id: string): Promise<MandateOf | null> {
  return (await sql.query(mandatesWithDeputies, [[id]]))[0] ?? null;
}
