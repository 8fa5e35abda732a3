import type { DutyTaskKind, DutyTaskStatus, InspectionConclusion, OfferExcuse } from '@lianxin/events';
import { recordColumns } from '@lianxin/workflow';

/** A task (履职任务) as it is stored. The counts are those of its offers. */
export interface DutyTaskState {
  readonly id: string;
  readonly version: number;
  readonly kind: DutyTaskKind;
  readonly title: string;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly quota: number;
  readonly claimBy: Date;
  readonly dueAt: Date;
  readonly minNoticeHours: number;
  /** From the province down to the region whose office offers it. */
  readonly regionPath: readonly string[];
  readonly offeredAt: Date;
  readonly openToRegion: boolean;
  readonly offeredCount: number;
  readonly openCount: number;
  readonly claimedCount: number;
  readonly completedCount: number;
  readonly cancelledAt: Date | null;
  readonly status: DutyTaskStatus;
  /** The station near which it can be claimed, and that station's regions; null when nearness does not matter. */
  readonly stationId: string | null;
  readonly nearPath: readonly string[] | null;
}

/** The offer of a task to one deputy as it is stored. */
export interface DutyOfferState {
  readonly id: string;
  readonly version: number;
  readonly taskId: string;
  readonly representativeId: string;
  readonly status: DutyTaskStatus;
  readonly offeredAt: Date;
  readonly claimBy: Date;
  readonly dueAt: Date;
  readonly claimedAt: Date | null;
  readonly completedAt: Date | null;
  readonly droppedAt: Date | null;
  readonly dropApproved: boolean;
  readonly excuse: OfferExcuse | null;
  readonly conclusion: InspectionConclusion | null;
}

/** An offer with its task: what rules look at. */
export interface OfferedTask extends DutyOfferState {
  readonly task: DutyTaskState;
}

export const taskColumns = recordColumns<DutyTaskState>([
  'id',
  'version',
  'kind',
  'title',
  'objectType',
  'objectId',
  'quota',
  'claimBy',
  'dueAt',
  'minNoticeHours',
  'regionPath',
  'offeredAt',
  'openToRegion',
  'offeredCount',
  'openCount',
  'claimedCount',
  'completedCount',
  'cancelledAt',
  'status',
  'stationId',
  'nearPath',
]);

export const offerColumns = recordColumns<DutyOfferState>([
  'id',
  'version',
  'taskId',
  'representativeId',
  'status',
  'offeredAt',
  'claimBy',
  'dueAt',
  'claimedAt',
  'completedAt',
  'droppedAt',
  'dropApproved',
  'excuse',
  'conclusion',
]);
