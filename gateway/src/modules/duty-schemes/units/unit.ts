import { businessDate, type CivilDate } from '@lianxin/calendar';
import {
  type dutyOfferChanged,
  type dutyRecordApproved,
  DutyTaskStatus,
  type findingChanged,
  FindingSource,
  FindingStatus,
  type indexPeriodChanged,
  type LoggedEvent,
  type rectificationChanged,
  RectificationStatus,
} from '@lianxin/events';

/** What the log tells of, as far as schemes look at it. */
export enum UnitType {
  OFFER = 'OFFER',
  FINDING = 'FINDING',
  RECTIFICATION = 'RECTIFICATION',
  RECORD = 'RECORD',
  PERIOD = 'PERIOD',
}

type StateOf<Contract extends { read: (event: LoggedEvent) => LoggedEvent<unknown> }> = ReturnType<
  Contract['read']
>['payload'];
export type OfferState = StateOf<typeof dutyOfferChanged>;
export type FindingState = StateOf<typeof findingChanged>;
export type RectificationState = StateOf<typeof rectificationChanged>;
export type RecordState = StateOf<typeof dutyRecordApproved>;
export type PeriodState = StateOf<typeof indexPeriodChanged>;

/** The newest state of a unit by its type. */
export type UnitState =
  | { readonly type: UnitType.OFFER; readonly state: OfferState }
  | { readonly type: UnitType.FINDING; readonly state: FindingState }
  | { readonly type: UnitType.RECTIFICATION; readonly state: RectificationState }
  | { readonly type: UnitType.RECORD; readonly state: RecordState }
  | { readonly type: UnitType.PERIOD; readonly state: PeriodState };

/** The event that a unit is as it is by. */
export interface UnitEvent {
  readonly id: string;
  readonly eventId: string;
  readonly eventType: string;
}

/** A unit in its newest state. */
export type Unit = UnitState & UnitEvent;

/** Something that was done (履职行为), as points are given for it. */
export interface Deed {
  readonly source: PointsSource;
  /** A DutyTaskKind of a task or a record. */
  readonly taskKind: string | null;
  readonly representativeIds: readonly string[];
  readonly day: CivilDate;
}

/** What points are given for (计分来源). */
export enum PointsSource {
  TASK_COMPLETED = 'TASK_COMPLETED',
  FINDING_VERIFIED = 'FINDING_VERIFIED',
  RECTIFICATION_ACCEPTED = 'RECTIFICATION_ACCEPTED',
  DUTY_RECORD = 'DUTY_RECORD',
  CLAIM = 'CLAIM',
}

const dayOf = (instant: string): CivilDate => businessDate(new Date(instant));

/** The deed that a unit is; null while it is none. Days are days of Asia/Shanghai. */
export function deedOf({ type, state }: UnitState): Deed | null {
  switch (type) {
    case UnitType.OFFER:
      if (state.status !== DutyTaskStatus.COMPLETED || state.completedAt === null) return null;
      return {
        source: PointsSource.TASK_COMPLETED,
        taskKind: state.kind,
        representativeIds: [state.representativeId],
        day: dayOf(state.completedAt),
      };
    case UnitType.FINDING:
      if (state.status !== FindingStatus.VERIFIED || state.verifiedAt === null) return null;
      if (state.source !== FindingSource.REPRESENTATIVE) return null;
      return {
        source: PointsSource.FINDING_VERIFIED,
        taskKind: null,
        representativeIds: state.finderIds,
        day: dayOf(state.verifiedAt),
      };
    case UnitType.RECTIFICATION:
      if (state.status !== RectificationStatus.ACCEPTED || state.acceptedAt === null) return null;
      return {
        source: PointsSource.RECTIFICATION_ACCEPTED,
        taskKind: null,
        representativeIds: state.representativeIds,
        day: dayOf(state.acceptedAt),
      };
    case UnitType.RECORD:
      if (state.withdrawn) return null;
      return {
        source: PointsSource.DUTY_RECORD,
        taskKind: state.kind,
        representativeIds: [state.representativeId],
        day: state.on,
      };
    case UnitType.PERIOD:
      return null;
  }
}
