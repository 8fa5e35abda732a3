import type { Sql } from '@lianxin/database';
import type { Unit } from '../units/unit.js';
import { lookAtUnit, type RulesTaken, type Turn } from './look-at-unit.js';
import { putLooks, unitsAtHand, type WarningRow } from './warning-replica.sql.js';
import { watchesOf } from './watches.js';

/** A unit with the version of its aggregate. */
export interface VersionedUnit {
  readonly unit: Unit;
  readonly version: number;
}

interface AtHand {
  version: number;
  lights: readonly WarningRow[];
}

const keyOf = (type: string, id: string): string => `${type} ${id}`;

/** Units and their lights in memory: read once, looked at one after another, written once. */
export class UnitsAtHand {
  private readonly changed = new Map<string, VersionedUnit>();
  private readonly turned: Turn[] = [];

  private constructor(private readonly known: ReadonlyMap<string, AtHand>) {}

  static async read(tx: Sql, units: readonly Unit[]): Promise<UnitsAtHand> {
    const keys = [...new Map(units.map((unit) => [keyOf(unit.type, unit.id), unit])).values()];
    const rows = await tx.query(unitsAtHand, [keys.map(({ type }) => type), keys.map(({ id }) => id)]);
    const known = new Map<string, AtHand>();
    for (const { type, key, unit_version: version, ...light } of rows) {
      const at = keyOf(type, key);
      const lights = known.get(at)?.lights ?? [];
      known.set(at, { version: version ?? 0, lights: light.id === null ? lights : [...lights, light] });
    }
    return new UnitsAtHand(known);
  }

  /** Whether a state is later than the one that is known: what comes late or again changes nothing. */
  isNews({ unit, version }: VersionedUnit): boolean {
    return version > (this.known.get(keyOf(unit.type, unit.id))?.version ?? 0);
  }

  /** Turns the lights of a unit to where it, the rules and the time want them; returns those that have changed. */
  look(given: VersionedUnit, rules: RulesTaken, now: Date): readonly Turn[] {
    const key = keyOf(given.unit.type, given.unit.id);
    const at = this.known.get(key);
    if (!at) throw new Error(`${key} is not at hand`);
    const { rows, turns } = lookAtUnit({ unit: given.unit, rules, now }, at.lights);
    at.version = given.version;
    at.lights = rows;
    this.changed.set(key, given);
    this.turned.push(...turns);
    return turns;
  }

  /** Writes what was looked at, with every change; `byEvent` says that it was the unit's own event that changed it. */
  async write(tx: Sql, byEvent: boolean): Promise<void> {
    if (this.changed.size === 0) return;
    const units = [...this.changed.values()].map(({ unit, version }) => {
      const { type, id, eventId: event_id, eventType: event_type, state } = unit;
      return { type, id, version, event_id, event_type, state, watched: watchesOf(unit).length > 0 };
    });
    const lights = [...this.changed.keys()].flatMap((key) => this.known.get(key)?.lights ?? []);
    const changes = this.turned.map(({ row, before }) => ({
      warning_id: row.id,
      version: row.version,
      at: row.since,
      before,
      light: row.light,
      ...(byEvent && { event_id: row.event_id, event_type: row.event_type }),
    }));
    await tx.query(
      putLooks,
      [units, lights, changes].map((rows) => JSON.stringify(rows)),
    );
  }
}
