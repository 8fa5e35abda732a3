import type { Sql } from '@lianxin/database';
import type { LoggedEvent } from '@lianxin/events';
import { UnitType } from '../core/contribution.js';
import { defaultPolicy } from '../core/default-policy.js';
import type { PolicyVersion } from '../core/index-policy.js';
import { affectedBy } from './affected-units.js';
import { ContributionsAtHand } from './contributions-at-hand.js';
import { countUnits } from './count-units.js';
import { type CountedUnit, keysOf, placeOf } from './counted-unit.js';
import { loadPolicies, loadRules, policiesOf } from './deputy-store.js';
import { loadAround, loadNamed } from './load-units.js';
import { saveUnits, unitAfter, type UnitEvent } from './unit-store.js';
import { takeTurnOf, unitNamesOfPeople } from './unit-state.sql.js';

/**
 * An event that comes behind later ones: a parked one that is replayed. What was counted in between rests on its absence,
 * and the history that explains it cannot be mended in place; the index is made again from the log instead.
 */
class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Begins to count events: notes that it is their turn. Throws when one later than the first of them was counted before.
 * @returns every version of every policy
 */
export async function takeTurn(tx: Sql, first: number, last = first): Promise<PolicyVersion[]> {
  const [turn] = await tx.query(takeTurnOf, [first, last]);
  if (!turn)
    throw new TooLate('Later events are counted; run `lianxin index rebuild`, which takes this one in its turn');
  return policiesOf(turn.policies ?? []);
}

const dayMs = 86_400_000;

/** The longest time within which a finding can speak against a visit, by any policy: as far as anything is looked for. */
function longestLookbackMs(policies: readonly PolicyVersion[]): number {
  return dayMs * Math.max(...[defaultPolicy, ...policies].map(({ policy }) => policy.discovery.lookbackDays));
}

/** An event, and the deputies for whom it has changed something. */
export interface IndexChange {
  readonly event: LoggedEvent;
  readonly representativeIds: readonly string[];
}

const peopleOf = (units: readonly CountedUnit[]): string[] => units.flatMap((unit) => [...keysOf(unit).people]);

/**
 * Takes the states that events tell of their aggregates, in order. What they may touch is read once, counted in memory
 * event by event, and written once: the tables end as if each had been taken for itself.
 * @returns the events that have changed something for somebody
 */
export async function countEvents(tx: Sql, events: readonly UnitEvent[]): Promise<IndexChange[]> {
  const policies = await takeTurn(tx, events[0]?.position ?? 0, events.at(-1)?.position);
  const coming = events.map((event) => ({ event, after: unitAfter(event) }));
  const afters = coming.map(({ after }) => after);
  const lookbackMs = longestLookbackMs(policies);
  const units = await loadAround(tx, afters, lookbackMs);
  // A finding is counted only for its own event; an inspection also for those of findings.
  const countable = [...afters, ...units.all().filter(({ type }) => type === UnitType.OFFER)];
  const rulesOf = await loadRules(tx, peopleOf(countable), policies);
  const contributions = await ContributionsAtHand.load(tx, countable);
  const taken = new Map<string, CountedUnit>();
  const changes: IndexChange[] = [];
  for (const { event, after } of coming) {
    const before = units.get(after.type, after.id);
    if (before && before.version >= after.version) continue;
    units.put(after);
    taken.set(placeOf(after), after);
    const affected = affectedBy(units, { before, after }, lookbackMs);
    const counted = countUnits(affected, units, rulesOf, lookbackMs);
    const representativeIds = contributions.replace(affected, counted, event.position);
    if (representativeIds.length > 0) changes.push({ event, representativeIds });
  }
  await saveUnits(tx, [...taken.values()]);
  await contributions.save(tx);
  return changes;
}

/** Units a statement. */
const pageSize = 500;

/** Counts anew what some deputies have done: their rules have changed. Returns those for whom that made a difference. */
export async function recountDeputies(tx: Sql, ids: readonly string[], position: number): Promise<string[]> {
  const changed = new Set<string>();
  const names = ids.length === 0 ? [] : await tx.query(unitNamesOfPeople, [ids]);
  if (names.length === 0) return [];
  const policies = await loadPolicies(tx);
  for (let first = 0; first < names.length; first += pageSize) {
    const page = names.slice(first, first + pageSize);
    for (const id of await recount(tx, page, policies, position)) changed.add(id);
  }
  return [...changed];
}

async function recount(
  tx: Sql,
  names: readonly Pick<CountedUnit, 'type' | 'id'>[],
  policies: readonly PolicyVersion[],
  position: number,
): Promise<string[]> {
  const lookbackMs = longestLookbackMs(policies);
  const { units, named } = await loadNamed(tx, names, lookbackMs);
  const rulesOf = await loadRules(tx, peopleOf(named), policies);
  const contributions = await ContributionsAtHand.load(tx, named);
  const changed = contributions.replace(named, countUnits(named, units, rulesOf, lookbackMs), position);
  await contributions.save(tx);
  return changed;
}
