import type { Sql } from '@lianxin/database';
import type { UnitType } from '../core/contribution.js';
import { affectedBy } from './affected-units.js';
import { saveContributions } from './contribution-store.js';
import { countUnits } from './count-units.js';
import { type CountedUnit, keysOf } from './counted-unit.js';
import { loadRules } from './deputy-store.js';
import { takeState, unitsOf } from './unit-store.js';
import { moveOn } from './unit-state.sql.js';
import type { LoggedEvent } from '@lianxin/events';

/**
 * An event that comes behind later ones: a parked one that is replayed. What was counted in between rests on its absence,
 * and the history that explains it cannot be mended in place; the index is made again from the log instead.
 */
class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Notes that an event is counted now. Throws when a later one was counted before. */
export async function takeTurn(tx: Sql, position: number): Promise<void> {
  const [moved] = await tx.query(moveOn, [position]);
  if (!moved)
    throw new TooLate('Later events are counted; run `lianxin index rebuild`, which takes this one in its turn');
}

async function recount(tx: Sql, units: readonly CountedUnit[], position: number): Promise<string[]> {
  if (units.length === 0) return [];
  const rulesOf = await loadRules(
    tx,
    units.flatMap((unit) => keysOf(unit).people),
  );
  return saveContributions(tx, units, await countUnits(tx, units, rulesOf), position);
}

/** Takes the state that an event tells of its aggregate. Returns the deputies for whom something has changed. */
export async function countEvent(tx: Sql, type: UnitType, id: string, event: LoggedEvent): Promise<string[]> {
  await takeTurn(tx, event.position);
  const change = await takeState(tx, type, id, event);
  return change ? recount(tx, await affectedBy(tx, change), event.position) : [];
}

/** Counts anew what some deputies have done: their rules have changed. */
export async function recountDeputies(tx: Sql, ids: readonly string[], position: number): Promise<string[]> {
  const changed = new Set<string>();
  if (ids.length === 0) return [];
  for await (const units of unitsOf(tx, ids)) {
    for (const id of await recount(tx, units, position)) changed.add(id);
  }
  return [...changed];
}
