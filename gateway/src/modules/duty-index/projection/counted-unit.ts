import { DutyTaskKind, FindingStatus } from '@lianxin/events';
import type { FindingState, OfferState, RectificationState } from '../core/contribution.js';
import { UnitType } from '../core/contribution.js';

/** The event from which a unit's state is. */
export interface UnitEvent {
  /** Of the aggregate after the event; the highest one counts, in whatever order they come. */
  readonly version: number;
  readonly eventId: string;
  readonly eventType: string;
  readonly occurredAt: Date;
}

/** A unit in the state of its newest event. */
export type CountedUnit = UnitEvent &
  (
    | { readonly type: UnitType.OFFER; readonly id: string; readonly state: OfferState }
    | { readonly type: UnitType.FINDING; readonly id: string; readonly state: FindingState }
    | { readonly type: UnitType.RECTIFICATION; readonly id: string; readonly state: RectificationState }
  );

/** One text for a unit, whatever its state. */
export function placeOf({ type, id }: Pick<CountedUnit, 'type' | 'id'>): string {
  return `${type} ${id}`;
}

/** By what a unit is found when another one changes. */
export interface UnitKeys {
  readonly people: readonly string[];
  readonly taskId: string | null;
  readonly objectKey: string | null;
  /** When an inspection of the object was done, or a finding about it verified. */
  readonly objectAt: string | null;
  readonly mergedInto: string | null;
}

const keyOf = (object: OfferState['object']): string | null => object && `${object.type}:${object.id}`;

/** What the index looks a unit up by. */
export function keysOf(unit: Pick<CountedUnit, 'type' | 'state'>): UnitKeys {
  const none = { taskId: null, objectKey: null, objectAt: null, mergedInto: null };
  switch (unit.type) {
    case UnitType.OFFER: {
      const offer = unit.state as OfferState;
      const isInspection = offer.kind === DutyTaskKind.INSPECTION;
      return {
        people: [offer.representativeId],
        taskId: isInspection ? offer.taskId : null,
        objectKey: isInspection ? keyOf(offer.object) : null,
        objectAt: isInspection ? offer.completedAt : null,
        mergedInto: null,
      };
    }
    case UnitType.FINDING: {
      const finding = unit.state as FindingState;
      return {
        people: finding.finderIds,
        taskId: finding.taskId,
        objectKey: keyOf(finding.object),
        objectAt: finding.status === FindingStatus.VERIFIED ? finding.verifiedAt : null,
        mergedInto: finding.mergedIntoId,
      };
    }
    case UnitType.RECTIFICATION:
      return { ...none, people: (unit.state as RectificationState).representativeIds };
  }
}
