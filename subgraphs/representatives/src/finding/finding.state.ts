import type { FindingSource, FindingStatus } from '@lianxin/events';
import { recordColumns } from '@lianxin/workflow';

/** A finding (问题) as it is stored. */
export interface FindingState {
  readonly id: string;
  readonly version: number;
  readonly status: FindingStatus;
  readonly source: FindingSource;
  readonly title: string;
  readonly description: string;
  readonly taskId: string | null;
  readonly suggestionId: string | null;
  readonly objectType: string | null;
  readonly objectId: string | null;
  readonly existedSince: Date | null;
  readonly reportedAt: Date;
  /** The deputy who reported it; null for the inspection room and for suggestions. */
  readonly reporterId: string | null;
  /** Confirmed finders, the reporter first. */
  readonly finderIds: readonly string[];
  /** Named as finders and yet to confirm. */
  readonly invitedIds: readonly string[];
  readonly verifiedAt: Date | null;
  readonly mergedIntoId: string | null;
  readonly regionPath: readonly string[];
}

export const findingColumns = recordColumns<FindingState>([
  'id',
  'version',
  'status',
  'source',
  'title',
  'description',
  'taskId',
  'suggestionId',
  'objectType',
  'objectId',
  'existedSince',
  'reportedAt',
  'reporterId',
  'finderIds',
  'invitedIds',
  'verifiedAt',
  'mergedIntoId',
  'regionPath',
]);
