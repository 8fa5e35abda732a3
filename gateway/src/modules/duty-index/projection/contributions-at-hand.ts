import type { Sql } from '@lianxin/database';
import { addToTotals, type ContributionRow, currentContributions, putContributions } from './contribution.sql.js';
import type { CountedContribution } from './count-units.js';
import { type CountedUnit, placeOf } from './counted-unit.js';
import { TotalDeltas } from './total-deltas.js';

function rowOf({ contribution, unit }: CountedContribution): ContributionRow {
  return {
    representative_id: contribution.representativeId,
    indicator: contribution.indicator,
    unit_type: contribution.unitType,
    unit_id: contribution.unitId,
    day: contribution.day,
    numerator: contribution.numerator,
    denominator: contribution.denominator,
    late: contribution.late,
    share: contribution.share,
    reason: contribution.reason,
    evidence_id: contribution.evidenceId,
    event_id: unit.eventId,
    event_type: unit.eventType,
    occurred_at: unit.occurredAt,
  };
}

const keyOf = (row: ContributionRow): string => `${row.representative_id} ${row.indicator}`;

function isSame(a: ContributionRow, b: ContributionRow): boolean {
  return (
    a.day === b.day &&
    a.numerator === b.numerator &&
    a.denominator === b.denominator &&
    a.late === b.late &&
    a.share === b.share &&
    a.reason === b.reason &&
    a.evidence_id === b.evidence_id &&
    a.event_id === b.event_id &&
    a.event_type === b.event_type &&
    a.occurred_at.getTime() === b.occurred_at.getTime()
  );
}

/** A row from a position on. */
interface Standing {
  readonly row: ContributionRow;
  readonly since: number;
  /** Whether it stands in the table already. */
  readonly isStored: boolean;
}

type Written = ContributionRow & { readonly since_position: number; readonly until_position: number | null };

/**
 * What some units contribute, in memory: read once, changed event by event, and saved with all its history in between,
 * as if every event had been saved for itself. Statements are bounded in number; rows are touched only where something
 * has changed.
 */
export class ContributionsAtHand {
  private readonly standing = new Map<string, Map<string, Standing>>();
  private readonly ended: Written[] = [];
  private readonly totals = new TotalDeltas();

  private constructor(rows: readonly (ContributionRow & { readonly since_position: number })[]) {
    for (const { since_position: since, ...row } of rows) {
      this.of({ type: row.unit_type, id: row.unit_id }).set(keyOf(row), { row, since, isStored: true });
    }
  }

  /** Reads what units contribute. `replace` knows these alone. */
  static async load(tx: Sql, units: readonly CountedUnit[]): Promise<ContributionsAtHand> {
    const places = [...new Map(units.map((unit) => [placeOf(unit), unit])).values()];
    const names = [places.map(({ type }) => type), places.map(({ id }) => id)];
    return new ContributionsAtHand(places.length === 0 ? [] : await tx.query(currentContributions, names));
  }

  private of(unit: Parameters<typeof placeOf>[0]): Map<string, Standing> {
    const place = placeOf(unit);
    const known = this.standing.get(place);
    if (known) return known;
    const none = new Map<string, Standing>();
    this.standing.set(place, none);
    return none;
  }

  /**
   * Puts what units contribute now in the place of what they did, from a position on.
   * @returns the deputies for whom something has changed
   */
  replace(units: readonly CountedUnit[], counted: readonly CountedContribution[], position: number): string[] {
    const after = new Map<string, Map<string, ContributionRow>>(units.map((unit) => [placeOf(unit), new Map()]));
    for (const each of counted) {
      const row = rowOf(each);
      after.get(placeOf(each.unit))?.set(keyOf(row), row);
    }
    const changed = new Set<string>();
    for (const unit of units) {
      const [before, now] = [this.of(unit), after.get(placeOf(unit))];
      for (const [key, standing] of before) {
        const other = now?.get(key);
        if (other && isSame(standing.row, other)) now?.delete(key);
        else {
          before.delete(key);
          this.end(standing, position);
          changed.add(standing.row.representative_id);
        }
      }
      for (const [key, row] of now ?? []) {
        before.set(key, { row, since: position, isStored: false });
        this.totals.add(row, 1);
        changed.add(row.representative_id);
      }
    }
    return [...changed];
  }

  private end({ row, since }: Standing, position: number): void {
    this.totals.add(row, -1);
    this.ended.push({ ...row, since_position: since, until_position: position });
  }

  /** Writes what has changed: rows that ended, rows that began, and totals. */
  async save(tx: Sql): Promise<void> {
    const begun: Written[] = [];
    for (const rows of this.standing.values()) {
      for (const { row, since, isStored } of rows.values()) {
        if (!isStored) begun.push({ ...row, since_position: since, until_position: null });
      }
    }
    const written = [...this.ended, ...begun];
    if (written.length > 0) await tx.query(putContributions, [JSON.stringify(written)]);
    const deltas = this.totals.rows();
    if (deltas.length > 0) await tx.query(addToTotals, [JSON.stringify(deltas)]);
  }
}
