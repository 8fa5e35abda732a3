import type { Sql } from '@lianxin/database';
import type { LoggedEvent } from '@lianxin/events';
import type { FindingState } from '../core/contribution.js';
import { UnitType } from '../core/contribution.js';
import { type CountedUnit, keysOf } from './counted-unit.js';
import {
  findingsMergedInto,
  findUnit,
  putUnit,
  type UnitRow,
  unitsById,
  unitsOfPeople,
  unitsOfTasks,
  unitsOnObjects,
} from './unit-state.sql.js';

/** A stored row as the unit it is; its state was checked by its contract when it came. */
function unitOf(row: UnitRow): CountedUnit {
  const { type, id, state, event_id: eventId, event_type: eventType, occurred_at: occurredAt } = row;
  return { type, id, state, eventId, eventType, occurredAt } as CountedUnit;
}

/** What an event did to its unit. */
export interface UnitChange {
  readonly before: CountedUnit | null;
  readonly after: CountedUnit;
}

/** Takes the state of an event, unless a later version of its aggregate is known: then null. */
export async function takeState(tx: Sql, type: UnitType, id: string, event: LoggedEvent): Promise<UnitChange | null> {
  const [known] = await tx.query(findUnit, [type, id]);
  if (known && known.version >= event.aggregateVersion) return null;
  const { eventId, type: eventType, occurredAt, payload: state } = event;
  const after = { type, id, state, eventId, eventType, occurredAt } as CountedUnit;
  const { people, taskId, objectKey, objectAt, mergedInto } = keysOf(after);
  const told = [event.aggregateVersion, eventId, eventType, occurredAt, JSON.stringify(state)];
  await tx.query(putUnit, [type, id, ...told, people, taskId, objectKey, objectAt, mergedInto]);
  return { before: known ? unitOf(known) : null, after };
}

/** Inspections of tasks. */
export async function offersOfTasks(tx: Sql, taskIds: readonly string[]): Promise<CountedUnit[]> {
  return taskIds.length === 0 ? [] : (await tx.query(unitsOfTasks, [UnitType.OFFER, taskIds])).map(unitOf);
}

const stateOf = (row: UnitRow): FindingState => row.state as FindingState;

/** Findings of tasks. */
export async function findingsOfTasks(tx: Sql, taskIds: readonly string[]): Promise<FindingState[]> {
  return taskIds.length === 0 ? [] : (await tx.query(unitsOfTasks, [UnitType.FINDING, taskIds])).map(stateOf);
}

/** Findings by id. */
export async function findingsById(tx: Sql, ids: readonly string[]): Promise<FindingState[]> {
  return ids.length === 0 ? [] : (await tx.query(unitsById, [UnitType.FINDING, ids])).map(stateOf);
}

/** Findings that were merged into others. */
export async function mergedInto(tx: Sql, ids: readonly string[]): Promise<FindingState[]> {
  return (await tx.query(findingsMergedInto, [ids])).map(stateOf);
}

/** An object, and the time to look at. */
export interface ObjectWindow {
  readonly objectKey: string;
  readonly from: Date;
  readonly to: Date;
}

async function onObjects(tx: Sql, type: UnitType, windows: readonly ObjectWindow[]): Promise<UnitRow[]> {
  if (windows.length === 0) return [];
  const [keys, firsts, lasts] = [
    windows.map(({ objectKey }) => objectKey),
    windows.map(({ from }) => from),
    windows.map(({ to }) => to),
  ];
  return tx.query(unitsOnObjects, [type, keys, firsts, lasts]);
}

/** Inspections of objects that were done within a time. */
export async function offersOnObjects(tx: Sql, windows: readonly ObjectWindow[]): Promise<CountedUnit[]> {
  return (await onObjects(tx, UnitType.OFFER, windows)).map(unitOf);
}

/** Findings about objects that were verified within a time. */
export async function verifiedOnObjects(tx: Sql, windows: readonly ObjectWindow[]): Promise<FindingState[]> {
  return (await onObjects(tx, UnitType.FINDING, windows)).map(stateOf);
}

const pageSize = 200;

/** All units of some deputies, a page at a time. */
export async function* unitsOf(
  tx: Sql,
  representativeIds: readonly string[],
): AsyncGenerator<CountedUnit[], void, void> {
  let [type, id] = ['', ''];
  for (let more = true; more;) {
    const rows = await tx.query(unitsOfPeople, [representativeIds, type, id, pageSize]);
    if (rows.length > 0) yield rows.map(unitOf);
    const last = rows.at(-1);
    [type, id] = [last?.type ?? type, last?.id ?? id];
    more = rows.length === pageSize;
  }
}
