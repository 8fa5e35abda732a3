import type { RectificationStatus } from '@lianxin/events';
import { recordColumns } from '@lianxin/workflow';

/** A check that a deputy made of a rectification (跟踪检查). */
export interface FollowUp {
  readonly representativeId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly inTime: boolean;
}

/** A rectification (整改事项) as it is stored. Days are days of Asia/Shanghai. */
export interface RectificationState {
  readonly id: string;
  readonly version: number;
  readonly status: RectificationStatus;
  readonly findingId: string;
  readonly responsibleUnitId: string | null;
  readonly representativeIds: readonly string[];
  readonly openedAt: Date;
  readonly dueOn: string;
  /** The day an extension is asked for; null when none is. */
  readonly askedDueOn: string | null;
  readonly suspendedAt: Date | null;
  readonly acceptedAt: Date | null;
  readonly followUps: readonly FollowUp[];
  readonly regionPath: readonly string[];
  readonly calendarVersion: string;
}

export const rectificationColumns = recordColumns<RectificationState>([
  'id',
  'version',
  'status',
  'findingId',
  'responsibleUnitId',
  'representativeIds',
  'openedAt',
  'dueOn',
  'askedDueOn',
  'suspendedAt',
  'acceptedAt',
  'followUps',
  'regionPath',
  'calendarVersion',
]);
