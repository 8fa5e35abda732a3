import type { Sql } from '@lianxin/database';
import type { LoggedEvent } from '@lianxin/events';
import { type FindingState, type OfferState, type RectificationState, UnitType } from '../core/contribution.js';
import { type CountedUnit, keysOf } from './counted-unit.js';
import { findingsMergedInto, putUnits, type UnitRow, unitsAround, unitsById } from './unit-state.sql.js';
import type { ObjectWindow } from './units-at-hand.js';

/** A stored row as the unit it is; its state was checked by its contract when it came. */
function unitOf(row: UnitRow): CountedUnit {
  const { type, id, state, version, event_id: eventId, event_type: eventType, occurred_at: occurredAt } = row;
  return { type, id, state, version, eventId, eventType, occurredAt } as CountedUnit;
}

/** An event that tells the state of a unit. */
export type UnitEvent = LoggedEvent<OfferState | FindingState | RectificationState>;

function identityOf(state: UnitEvent['payload']): Pick<CountedUnit, 'type' | 'id'> {
  if ('offerId' in state) return { type: UnitType.OFFER, id: state.offerId };
  if ('rectificationId' in state) return { type: UnitType.RECTIFICATION, id: state.rectificationId };
  return { type: UnitType.FINDING, id: state.findingId };
}

/** The unit in the state that an event tells of it. */
export function unitAfter(event: UnitEvent): CountedUnit {
  const { aggregateVersion: version, eventId, type: eventType, occurredAt, payload: state } = event;
  return { ...identityOf(state), state, version, eventId, eventType, occurredAt } as CountedUnit;
}

/** Units by type and id. */
export async function unitsNamed(tx: Sql, units: readonly Pick<CountedUnit, 'type' | 'id'>[]): Promise<CountedUnit[]> {
  if (units.length === 0) return [];
  return (await tx.query(unitsById, [units.map(({ type }) => type), units.map(({ id }) => id)])).map(unitOf);
}

/** Findings that were merged into others. */
export async function mergedInto(tx: Sql, ids: readonly string[]): Promise<CountedUnit[]> {
  return ids.length === 0 ? [] : (await tx.query(findingsMergedInto, [ids])).map(unitOf);
}

/** Inspections or findings of tasks; and inspections that were done, or findings that were verified, of objects within a time. */
export async function unitsOf(
  tx: Sql,
  type: UnitType,
  taskIds: readonly string[],
  windows: readonly ObjectWindow[],
): Promise<CountedUnit[]> {
  if (taskIds.length + windows.length === 0) return [];
  const [keys, firsts, lasts] = [
    windows.map(({ objectKey }) => objectKey),
    windows.map(({ from }) => from),
    windows.map(({ to }) => to),
  ];
  return (await tx.query(unitsAround, [type, taskIds, keys, firsts, lasts])).map(unitOf);
}

/** Keeps units in the states they have now, each once. */
export async function saveUnits(tx: Sql, units: readonly CountedUnit[]): Promise<void> {
  if (units.length === 0) return;
  const rows = units.map((unit) => {
    const { type, id, version, state, eventId: event_id, eventType: event_type, occurredAt: occurred_at } = unit;
    const {
      people,
      taskId: task_id,
      objectKey: object_key,
      objectAt: object_at,
      mergedInto: merged_into,
    } = keysOf(unit);
    const keys = { people, task_id, object_key, object_at, merged_into };
    return { type, id, version, event_id, event_type, occurred_at, state, ...keys };
  });
  await tx.query(putUnits, [JSON.stringify(rows)]);
}
