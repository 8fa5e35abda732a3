import type { Sql } from '@lianxin/database';
import { DutyTaskKind, DutyTaskStatus } from '@lianxin/events';
import { type FindingState, UnitType } from '../core/contribution.js';
import { visitsBefore } from './affected-units.js';
import { type CountedUnit, keysOf } from './counted-unit.js';
import { mergedInto, unitsNamed, unitsOf } from './unit-store.js';
import { type FindingUnit, type ObjectWindow, type OfferUnit, UnitsAtHand } from './units-at-hand.js';

const isFinding = (unit: CountedUnit): unit is FindingUnit => unit.type === UnitType.FINDING;
const isText = (value: string | null): value is string => value !== null;

/** Whether a unit is an inspection: what findings are counted for and against. */
export function isInspection(unit: CountedUnit): unit is OfferUnit {
  return unit.type === UnitType.OFFER && unit.state.kind === DutyTaskKind.INSPECTION;
}

/** The time in which findings could speak against a visit; null for what is none yet. */
export function windowAfter(unit: OfferUnit, lookbackMs: number): ObjectWindow | null {
  const { objectKey, objectAt } = keysOf(unit);
  if (objectKey === null || objectAt === null || unit.state.status !== DutyTaskStatus.COMPLETED) return null;
  const from = new Date(objectAt);
  return { objectKey, from, to: new Date(from.getTime() + lookbackMs) };
}

/**
 * Reads units from the tables, each once, as they are before the events that come. The number of statements does not
 * depend on the number of units, only on how long the chains of merges are.
 */
class UnitLoader {
  readonly units = new UnitsAtHand();

  constructor(
    private readonly tx: Sql,
    private readonly lookbackMs: number,
  ) {}

  keep(found: readonly CountedUnit[]): readonly CountedUnit[] {
    for (const unit of found) if (!this.units.get(unit.type, unit.id)) this.units.put(unit);
    return found;
  }

  /** The inspections that findings may touch: `affectedBy` looks among these. */
  async loadTouchedBy(findings: readonly FindingUnit[]): Promise<void> {
    const { tx, lookbackMs } = this;
    const through = await this.loadMergedInto(findings.map(({ id }) => id));
    const tasks = [...findings, ...through].map((unit) => keysOf(unit).taskId).filter(isText);
    const windows = findings.flatMap((unit) => visitsBefore(unit, lookbackMs));
    this.keep(await unitsOf(tx, UnitType.OFFER, [...new Set(tasks)], windows));
  }

  private async loadMergedInto(findingIds: readonly string[]): Promise<CountedUnit[]> {
    const asked = new Set(findingIds);
    const found: CountedUnit[] = [];
    for (let ids = [...asked]; ids.length > 0;) {
      const fresh = (await mergedInto(this.tx, ids)).filter(({ id }) => !asked.has(id));
      this.keep(fresh);
      found.push(...fresh);
      ids = fresh.map(({ id }) => id);
      for (const id of ids) asked.add(id);
    }
    return found;
  }

  /** What inspections are judged by. */
  async loadFacts(inspections: readonly OfferUnit[], coming: readonly FindingUnit[]): Promise<void> {
    const { tx, lookbackMs } = this;
    const tasks = [...new Set(inspections.map(({ state }) => state.taskId))];
    const windows = inspections.map((unit) => windowAfter(unit, lookbackMs)).filter((window) => window !== null);
    const found = this.keep(await unitsOf(tx, UnitType.FINDING, tasks, windows));
    await this.loadCanonicals([...found.filter(isFinding), ...coming].map(({ state }) => state));
  }

  /** What findings were merged into, over any number of merges. */
  private async loadCanonicals(findings: readonly FindingState[]): Promise<void> {
    const asked = new Set<string>();
    for (let from = findings; from.length > 0;) {
      const ids = from.map(({ mergedIntoId }) => mergedIntoId).filter(isText);
      const missing = [...new Set(ids)].filter((id) => !asked.has(id));
      for (const id of missing) asked.add(id);
      const fresh = await unitsNamed(
        this.tx,
        missing.map((id) => ({ type: UnitType.FINDING, id })),
      );
      this.keep(fresh);
      from = fresh.filter(isFinding).map(({ state }) => state);
    }
  }
}

/** The units that events which bring `coming` may touch, and those by which these are judged. */
export async function loadAround(tx: Sql, coming: readonly CountedUnit[], lookbackMs: number): Promise<UnitsAtHand> {
  const loader = new UnitLoader(tx, lookbackMs);
  const known = loader.keep(await unitsNamed(tx, coming));
  await loader.loadTouchedBy([...known, ...coming].filter(isFinding));
  const inspections = [...coming, ...loader.units.all()].filter(isInspection);
  await loader.loadFacts(inspections, coming.filter(isFinding));
  return loader.units;
}

/** Units as they are, with what they are judged by. */
export async function loadNamed(
  tx: Sql,
  names: readonly Pick<CountedUnit, 'type' | 'id'>[],
  lookbackMs: number,
): Promise<{ readonly units: UnitsAtHand; readonly named: readonly CountedUnit[] }> {
  const loader = new UnitLoader(tx, lookbackMs);
  const named = loader.keep(await unitsNamed(tx, names));
  await loader.loadFacts(named.filter(isInspection), []);
  return { units: loader.units, named };
}
