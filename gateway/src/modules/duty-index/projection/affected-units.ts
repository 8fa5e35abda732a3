import { type FindingState, UnitType } from '../core/contribution.js';
import { type CountedUnit, keysOf, placeOf } from './counted-unit.js';
import type { ObjectWindow, UnitsAtHand } from './units-at-hand.js';

const isText = (value: string | null): value is string => value !== null;

/** What an event did to its unit. */
export interface UnitChange {
  readonly before: CountedUnit | null;
  readonly after: CountedUnit;
}

/** Findings that speak through this one, over any number of merges. */
function speakThrough(units: UnitsAtHand, finding: FindingState): FindingState[] {
  const known = new Map([[finding.findingId, finding]]);
  for (let last = [finding]; last.length > 0;) {
    last = last
      .flatMap(({ findingId }) => units.mergedInto(findingId))
      .filter(({ findingId }) => !known.has(findingId));
    for (const each of last) known.set(each.findingId, each);
  }
  return [...known.values()];
}

/** The visits that a finding, verified then, may speak against. */
export function visitsBefore(unit: CountedUnit, lookbackMs: number): ObjectWindow[] {
  const { objectKey, objectAt } = keysOf(unit);
  if (objectKey === null || objectAt === null) return [];
  const to = new Date(objectAt);
  return [{ objectKey, from: new Date(to.getTime() - lookbackMs), to }];
}

/**
 * The units whose contributions a change may touch: the unit itself; of a finding also the inspections of its task, those
 * of what was merged into it, and the visits to its object that it may speak against.
 */
export function affectedBy(units: UnitsAtHand, { before, after }: UnitChange, lookbackMs: number): CountedUnit[] {
  if (after.type !== UnitType.FINDING) return [after];
  const both = [before, after].filter((unit) => unit !== null);
  const through = speakThrough(units, after.state);
  const tasks = [...both.map((unit) => keysOf(unit).taskId), ...through.map(({ taskId }) => taskId)].filter(isText);
  const inspections = [
    ...units.offersOfTasks([...new Set(tasks)]),
    ...units.offersOnObjects(both.flatMap((unit) => visitsBefore(unit, lookbackMs))),
  ];
  return [after, ...new Map(inspections.map((unit) => [placeOf(unit), unit])).values()];
}
