import type { DutyRecordKind } from '@lianxin/events';
import { recordColumns } from '@lianxin/workflow';
import type { DutyRecordStatus } from './duty-record.enums.js';

/** A record that a deputy added (代表自填履职记录) as it is stored. */
export interface DutyRecordState {
  readonly id: string;
  readonly version: number;
  readonly status: DutyRecordStatus;
  readonly representativeId: string;
  readonly kind: DutyRecordKind;
  /** Day of Asia/Shanghai on which it was done. */
  readonly heldOn: string;
  readonly title: string;
  /** What shows that it was done, in words. */
  readonly evidence: string;
  readonly submittedAt: Date;
  readonly decidedAt: Date | null;
  /** Regions of the deputy, from the topmost down. */
  readonly regionPath: readonly string[];
}

export const dutyRecordColumns = recordColumns<DutyRecordState>([
  'id',
  'version',
  'status',
  'representativeId',
  'kind',
  'heldOn',
  'title',
  'evidence',
  'submittedAt',
  'decidedAt',
  'regionPath',
]);
