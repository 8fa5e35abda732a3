import type { Sql } from '@lianxin/database';
import { wakeRelay } from '@lianxin/events';
import type { DutySchemesParts } from '../duty-schemes.context.js';
import type { Unit } from '../units/unit.js';
import { lockSchemes, type UnitRow } from '../units/unit.sql.js';
import { turnLights } from './turn-lights.js';
import { defaultWarningRules, type WarningRulesVersion, warningRulesSchema } from './warning-rules.js';
import { dueUnits, newestRules, watchedUnits } from './warning.sql.js';

/** Units, a transaction each time: other commands wait no longer than for these. */
const pageSize = 200;

/** The rules in force, checked anew. */
export async function loadWarningRules(sql: Sql): Promise<WarningRulesVersion> {
  const [row] = await sql.query(newestRules);
  if (!row) return defaultWarningRules;
  return { scheme: warningRulesSchema.parse(row.scheme), version: row.version, hash: row.hash };
}

const unitOf = ({ type, id, state, event_id: eventId, event_type: eventType }: UnitRow): Unit =>
  ({ type, id, state, eventId, eventType }) as Unit;

/**
 * Turns the lights that time has changed. Who may run when: any number of gateways, each page under the lock of schemes;
 * what one has turned, the next does not find again.
 */
export async function sweepWarnings({ db, clock }: DutySchemesParts): Promise<void> {
  for (let more = true; more;) {
    more = await db.transaction(async (tx) => {
      await tx.query(lockSchemes);
      const now = clock.now();
      const rows = await tx.query(dueUnits, [now, pageSize]);
      const rules = await loadWarningRules(tx);
      for (const row of rows) await turnLights(tx, unitOf(row), rules, { now, cause: null, tells: true });
      return rows.length > 0;
    });
    if (more) wakeRelay(db);
  }
}

/** Turns every light to where new rules want it. */
export async function turnAll(tx: Sql, rules: WarningRulesVersion, now: Date): Promise<void> {
  for (let behind = ['', '']; ;) {
    const rows = await tx.query(watchedUnits, [...behind, pageSize]);
    for (const row of rows) await turnLights(tx, unitOf(row), rules, { now, cause: null, tells: true });
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    behind = [last.type, last.id];
  }
}
