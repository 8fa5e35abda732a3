import type { CivilDate } from '@lianxin/calendar';
import { recordColumns } from '@lianxin/workflow';
import type { CongressLevel } from '../representative/representative.entity.js';
import type { MandateStatus, MandateSuspensionGround } from './mandate.entity.js';

/** Days on which a mandate is suspended, both included; `to` is null while it lasts. */
export interface SuspendedDays {
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

/** A mandate as it is stored, as far as its workflow goes. */
export interface MandateState {
  readonly id: string;
  readonly version: number;
  readonly status: MandateStatus;
  readonly representativeId: string;
  readonly termNo: number;
  readonly fromDate: CivilDate;
  readonly toDate: CivilDate | null;
  readonly suspensions: readonly SuspendedDays[];
  /** While it is suspended. */
  readonly suspensionGround: MandateSuspensionGround | null;
}

/** A mandate with what its policy looks at. */
export interface MandateOf extends MandateState {
  readonly congressLevel: CongressLevel;
  /** Regions of the deputy, from the topmost down. */
  readonly regionPath: readonly string[];
}

export const mandateColumns = recordColumns<MandateState>([
  'id',
  'version',
  'status',
  'representativeId',
  'termNo',
  'fromDate',
  'toDate',
  'suspensions',
  'suspensionGround',
]);
