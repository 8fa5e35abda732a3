import type { Clock } from '@lianxin/calendar';
import type { Sql } from '@lianxin/database';
import {
  type ConsumerDefinition,
  dutyOfferChanged,
  dutyRecordApproved,
  type EventHandler,
  findingChanged,
  type LoggedEvent,
  on,
  rectificationChanged,
  representativeRegistered,
} from '@lianxin/events';
import { givePoints, loadSchemes } from './points/give-points.js';
import { deedOf, type Unit, type UnitState, UnitType } from './units/unit.js';
import { lockSchemes, putDeputy, putUnit } from './units/unit.sql.js';

/** Takes the newest state of a unit; false when a later one is known already. */
async function takeUnit(tx: Sql, unit: Unit, { aggregateVersion }: LoggedEvent): Promise<boolean> {
  const { type, id, eventId, eventType, state } = unit;
  const day = deedOf(unit)?.day ?? null;
  const values = [type, id, aggregateVersion, eventId, eventType, JSON.stringify(state), day];
  return (await tx.query(putUnit, values)).length > 0;
}

function handlersOf(clock: Clock): EventHandler[] {
  const take = async (tx: Sql, event: LoggedEvent, id: string, newest: UnitState): Promise<void> => {
    const unit: Unit = { ...newest, id, eventId: event.eventId, eventType: event.type };
    await tx.query(lockSchemes);
    if (!(await takeUnit(tx, unit, event))) return;
    const now = clock.now();
    for (const [schemeId, versions] of await loadSchemes(tx)) await givePoints(tx, unit, schemeId, versions, now);
  };
  return [
    on(dutyOfferChanged, async (event, tx) => {
      await take(tx, event, event.payload.offerId, { type: UnitType.OFFER, state: event.payload });
    }),
    on(findingChanged, async (event, tx) => {
      await take(tx, event, event.payload.findingId, { type: UnitType.FINDING, state: event.payload });
    }),
    on(rectificationChanged, async (event, tx) => {
      await take(tx, event, event.payload.rectificationId, { type: UnitType.RECTIFICATION, state: event.payload });
    }),
    on(dutyRecordApproved, async (event, tx) => {
      await take(tx, event, event.payload.recordId, { type: UnitType.RECORD, state: event.payload });
    }),
    on(representativeRegistered, async ({ payload }, tx) => {
      const { representativeId, code, name, regionCode, regionPath } = payload;
      await tx.query(lockSchemes);
      await tx.query(putDeputy, [representativeId, code, name, regionPath ?? [regionCode]]);
    }),
  ];
}

/**
 * The consumer that gives points. Not a replica: what was given by the rules of then stays in the ledger. An event that
 * comes late or again changes nothing, for a unit keeps its highest version.
 */
export function dutySchemesConsumer(clock: Clock): ConsumerDefinition {
  return { name: 'duty-schemes', schema: 'duty_schemes', handlers: handlersOf(clock) };
}
