import type { Unit } from './unit.js';
import type { UnitRow } from './unit.sql.js';

/** A stored unit. Its state was checked against its contract when it came. */
export function unitOfRow({ type, id, state, event_id: eventId, event_type: eventType }: UnitRow): Unit {
  return { type, id, state, eventId, eventType } as Unit;
}
