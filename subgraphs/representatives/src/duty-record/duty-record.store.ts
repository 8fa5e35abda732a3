import { type Sql, statement } from '@lianxin/database';
import { dutyRecordApproved, topic } from '@lianxin/events';
import { dutyAggregate } from '../duty/duty-step.js';
import { DutyRecordStatus } from './duty-record.enums.js';
import { dutyRecordColumns, type DutyRecordState } from './duty-record.state.js';

const told: readonly DutyRecordStatus[] = [DutyRecordStatus.APPROVED, DutyRecordStatus.REVOKED];

/** How records are stored. Only approvals, and approvals taken back, are told; what waits or failed is nobody's fact. */
export const dutyRecordAggregate = dutyAggregate('duty_record', dutyRecordColumns, (it: DutyRecordState, about) =>
  told.includes(it.status)
    ? dutyRecordApproved.create({
        ...about,
        aggregateType: 'duty_record',
        aggregateId: it.id,
        aggregateVersion: it.version,
        payload: {
          recordId: it.id,
          representativeId: it.representativeId,
          kind: it.kind,
          on: it.heldOn,
          withdrawn: it.status === DutyRecordStatus.REVOKED,
        },
        topics: [topic.representative(it.representativeId)],
      })
    : null,
);

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
