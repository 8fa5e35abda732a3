import type { Sql } from '@lianxin/database';
import type { FindingState } from '../core/contribution.js';
import { UnitType } from '../core/contribution.js';
import { type CountedUnit, keysOf, type UnitKeys } from './counted-unit.js';
import { longestLookbackMs } from './count-units.js';
import { mergedInto, type ObjectWindow, offersOfTasks, offersOnObjects, type UnitChange } from './unit-store.js';

const isText = (value: string | null): value is string => value !== null;

/** Findings that speak through this one, over any number of merges. */
async function speakThrough(tx: Sql, finding: FindingState): Promise<FindingState[]> {
  const known = new Map([[finding.findingId, finding]]);
  for (let ids = [finding.findingId]; ids.length > 0;) {
    const fresh = (await mergedInto(tx, ids)).filter(({ findingId }) => !known.has(findingId));
    for (const each of fresh) known.set(each.findingId, each);
    ids = fresh.map(({ findingId }) => findingId);
  }
  return [...known.values()];
}

/** The visits that a finding, verified then, may speak against. */
function visitsBefore({ objectKey, objectAt }: UnitKeys): ObjectWindow[] {
  if (objectKey === null || objectAt === null) return [];
  const to = new Date(objectAt);
  return [{ objectKey, from: new Date(to.getTime() - longestLookbackMs), to }];
}

/**
 * The units whose contributions a change may touch: the unit itself; of a finding also the inspections of its task, those
 * of what was merged into it, and the visits to its object that it may speak against.
 */
export async function affectedBy(tx: Sql, { before, after }: UnitChange): Promise<CountedUnit[]> {
  if (after.type !== UnitType.FINDING) return [after];
  const keys = [before, after].filter((unit) => unit !== null).map(keysOf);
  const through = await speakThrough(tx, after.state);
  const tasks = [...keys.map(({ taskId }) => taskId), ...through.map(({ taskId }) => taskId)].filter(isText);
  const inspections = [
    ...(await offersOfTasks(tx, [...new Set(tasks)])),
    ...(await offersOnObjects(tx, keys.flatMap(visitsBefore))),
  ];
  return [after, ...new Map(inspections.map((unit) => [unit.id, unit])).values()];
}
