import { endOfDay } from '@lianxin/calendar';
import { DutyTaskStatus, RectificationStatus } from '@lianxin/events';
import { type UnitState, UnitType } from '../units/unit.js';
import { WatchedDeadline } from './warning-rules.js';

/** A deadline that is running. */
export interface Watch {
  readonly watches: WatchedDeadline;
  /** Empty for what is no deputy's. */
  readonly representativeId: string;
  readonly dueAt: Date;
}

/** The deadlines of a unit that run: none of what is over, excused or suspended. */
export function watchesOf({ type, state }: UnitState): Watch[] {
  switch (type) {
    case UnitType.OFFER: {
      const { status, excuse, representativeId, claimBy, dueAt } = state;
      if (excuse !== null) return [];
      if (status === DutyTaskStatus.OFFERED) {
        return [{ watches: WatchedDeadline.TASK_CLAIM, representativeId, dueAt: new Date(claimBy) }];
      }
      if (status !== DutyTaskStatus.CLAIMED) return [];
      return [{ watches: WatchedDeadline.TASK_DUE, representativeId, dueAt: new Date(dueAt) }];
    }
    case UnitType.RECTIFICATION: {
      const runs = state.status === RectificationStatus.OPEN || state.status === RectificationStatus.OVERDUE;
      const dueAt = endOfDay(state.dueOn);
      const watched = runs ? [...new Set(state.representativeIds)] : [];
      return watched.map((representativeId) => {
        return { watches: WatchedDeadline.RECTIFICATION_DUE, representativeId, dueAt };
      });
    }
    case UnitType.PERIOD:
      if (state.state !== 'DRAFT') return [];
      return [{ watches: WatchedDeadline.PERIOD_CLOSE, representativeId: '', dueAt: new Date(state.objectionsUntil) }];
    case UnitType.FINDING:
    case UnitType.RECORD:
      return [];
  }
}
