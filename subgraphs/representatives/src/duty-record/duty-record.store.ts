import { type Sql, statement } from '@lianxin/database';
import { dutyRecordApproved, dutyRecordRejected, type NewEvent, topic } from '@lianxin/events';
import { dutyAggregate } from '../duty/duty-step.js';
import { DutyRecordStatus } from './duty-record.enums.js';
import { dutyRecordColumns, type DutyRecordState } from './duty-record.state.js';

type About = Pick<NewEvent, 'eventId' | 'actor' | 'requestId' | 'occurredAt'>;

/** What is told of a decision: approvals, approvals taken back, and refusals. What waits or was retracted is nobody's fact. */
function decisionOn(it: DutyRecordState, about: About): NewEvent | null {
  const event = {
    ...about,
    aggregateType: 'duty_record',
    aggregateId: it.id,
    aggregateVersion: it.version,
    topics: [topic.representative(it.representativeId)],
  };
  const deed = { recordId: it.id, representativeId: it.representativeId, kind: it.kind, on: it.heldOn };
  switch (it.status) {
    case DutyRecordStatus.APPROVED:
    case DutyRecordStatus.REVOKED:
      return dutyRecordApproved.create({
        ...event,
        payload: { ...deed, withdrawn: it.status === DutyRecordStatus.REVOKED },
      });
    case DutyRecordStatus.REJECTED:
      return dutyRecordRejected.create({ ...event, payload: deed });
    case DutyRecordStatus.SUBMITTED:
    case DutyRecordStatus.RETRACTED:
      return null;
  }
}

/** How records are stored. */
export const dutyRecordAggregate = dutyAggregate('duty_record', dutyRecordColumns, decisionOn);

/** Plan: primary-key probes. */
const dutyRecordsById = statement<DutyRecordState>(
  'representatives_duty_records_by_id',
  `select ${dutyRecordColumns.select('r')} from representatives.duty_record r where r.id = any($1::uuid[])`,
);

/** Regions of a deputy. Plan: a primary-key probe. */
export const regionPathOf = statement<{ path: string[] }>(
  'representatives_region_path_of',
  'select r.region_path as path from representatives.representative r where r.id = $1::uuid',
);

/** A record, whoever asks. */
export async function findDutyRecord(sql: Sql, id: string): Promise<DutyRecordState | null> {
  return (await sql.query(dutyRecordsById, [[id]]))[0] ?? null;
}
