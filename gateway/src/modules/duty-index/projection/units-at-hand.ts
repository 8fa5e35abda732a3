import { type FindingState, UnitType } from '../core/contribution.js';
import { type CountedUnit, keysOf, placeOf } from './counted-unit.js';

/** A finding, as a unit. */
export type FindingUnit = CountedUnit & { readonly type: UnitType.FINDING };
/** The offer of a task, as a unit. */
export type OfferUnit = CountedUnit & { readonly type: UnitType.OFFER };

/** An object, and the time to look at. */
export interface ObjectWindow {
  readonly objectKey: string;
  readonly from: Date;
  readonly to: Date;
}

/** Units by one of their keys. */
class Shelf {
  private readonly units = new Map<string, Set<CountedUnit>>();

  put(key: string | null, unit: CountedUnit): void {
    if (key === null) return;
    const others = this.units.get(key);
    if (others) others.add(unit);
    else this.units.set(key, new Set([unit]));
  }
  take(key: string | null, unit: CountedUnit): void {
    if (key !== null) this.units.get(key)?.delete(unit);
  }
  of(key: string): CountedUnit[] {
    return [...(this.units.get(key) ?? [])];
  }
}

const isFinding = (unit: CountedUnit): unit is FindingUnit => unit.type === UnitType.FINDING;
const isOffer = (unit: CountedUnit): unit is OfferUnit => unit.type === UnitType.OFFER;

/** Whether a unit's inspection or verification lies in a window. */
function isWithin(unit: CountedUnit, { from, to }: ObjectWindow): boolean {
  const { objectAt } = keysOf(unit);
  if (objectAt === null) return false;
  const at = Date.parse(objectAt);
  return from.getTime() <= at && at <= to.getTime();
}

/** The units that some events may touch or be judged by, in memory: what a batch reads once and changes event by event. */
export class UnitsAtHand {
  private readonly units = new Map<string, CountedUnit>();
  private readonly tasks = new Shelf();
  private readonly objects = new Shelf();
  private readonly merges = new Shelf();

  get(type: UnitType, id: string): CountedUnit | null {
    return this.units.get(placeOf({ type, id })) ?? null;
  }

  /** Puts a unit in the place of the one that was there. */
  put(unit: CountedUnit): void {
    const known = this.units.get(placeOf(unit));
    if (known) {
      const { taskId, objectKey, mergedInto } = keysOf(known);
      this.tasks.take(taskId, known);
      this.objects.take(objectKey, known);
      this.merges.take(mergedInto, known);
    }
    const { taskId, objectKey, mergedInto } = keysOf(unit);
    this.units.set(placeOf(unit), unit);
    this.tasks.put(taskId, unit);
    this.objects.put(objectKey, unit);
    this.merges.put(mergedInto, unit);
  }

  all(): CountedUnit[] {
    return [...this.units.values()];
  }

  finding(id: string): FindingState | null {
    return (this.get(UnitType.FINDING, id)?.state as FindingState | undefined) ?? null;
  }

  /** Inspections of tasks. */
  offersOfTasks(taskIds: readonly string[]): OfferUnit[] {
    return taskIds.flatMap((taskId) => this.tasks.of(taskId).filter(isOffer));
  }

  /** Findings of a task. */
  findingsOfTask(taskId: string): FindingState[] {
    return this.tasks
      .of(taskId)
      .filter(isFinding)
      .map(({ state }) => state);
  }

  /** Findings that were merged into one. */
  mergedInto(findingId: string): FindingState[] {
    return this.merges
      .of(findingId)
      .filter(isFinding)
      .map(({ state }) => state);
  }

  /** Inspections of objects that were done within a time. */
  offersOnObjects(windows: readonly ObjectWindow[]): OfferUnit[] {
    return windows.flatMap((window) =>
      this.objects
        .of(window.objectKey)
        .filter(isOffer)
        .filter((unit) => isWithin(unit, window)),
    );
  }

  /** Findings about an object that were verified within a time. */
  verifiedOnObject(window: ObjectWindow): FindingState[] {
    return this.objects
      .of(window.objectKey)
      .filter(isFinding)
      .filter((unit) => isWithin(unit, window))
      .map(({ state }) => state);
  }
}
