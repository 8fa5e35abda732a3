import type { Sql } from '@lianxin/database';
import { DutyTaskKind, DutyTaskStatus } from '@lianxin/events';
import { claimContribution } from '../core/claim-contribution.js';
import type { Contribution, FindingState, OfferState } from '../core/contribution.js';
import { UnitType } from '../core/contribution.js';
import type { DeputyRules } from '../core/deputy-rules.js';
import { inspectionContribution, type InspectionFacts, quotaContribution } from '../core/discovery-contribution.js';
import { rectificationContribution } from '../core/rectification-contribution.js';
import { type CountedUnit, keysOf } from './counted-unit.js';
import { findingsById, findingsOfTasks, type ObjectWindow, verifiedOnObjects } from './unit-store.js';

/** The longest lookback that a policy can ask for. */
export const longestLookbackMs = 365 * 86_400_000;

type Inspection = CountedUnit & { readonly type: UnitType.OFFER };

const isInspection = (unit: CountedUnit): unit is Inspection =>
  unit.type === UnitType.OFFER && unit.state.kind === DutyTaskKind.INSPECTION;

/** The times in which findings could speak against visits. */
function windowsAfter(inspections: readonly Inspection[]): ObjectWindow[] {
  return inspections.flatMap((unit) => {
    const { objectKey, objectAt } = keysOf(unit);
    if (objectKey === null || objectAt === null || unit.state.status !== DutyTaskStatus.COMPLETED) return [];
    const from = new Date(objectAt);
    return [{ objectKey, from, to: new Date(from.getTime() + longestLookbackMs) }];
  });
}

/** Adds what findings were merged into, over any number of merges. */
async function withCanonicals(tx: Sql, findings: readonly FindingState[]): Promise<Map<string, FindingState>> {
  const known = new Map(findings.map((finding) => [finding.findingId, finding]));
  for (let fresh = [...findings]; fresh.length > 0;) {
    const missing = fresh.map(({ mergedIntoId }) => mergedIntoId).filter((id) => id !== null && !known.has(id));
    fresh = await findingsById(tx, [...new Set(missing as string[])]);
    for (const finding of fresh) known.set(finding.findingId, finding);
  }
  return known;
}

/** The finding that speaks for another; the last one known when the chain breaks off or turns back. */
function canonicalOf(finding: FindingState, known: ReadonlyMap<string, FindingState>): FindingState {
  const seen = new Set<string>();
  let at = finding;
  for (;;) {
    seen.add(at.findingId);
    const next = at.mergedIntoId === null ? undefined : known.get(at.mergedIntoId);
    if (next === undefined || seen.has(next.findingId)) return at;
    at = next;
  }
}

/** Reads what inspections are judged by: a fixed number of statements whatever their number, but for chains of merges. */
async function inspectionFacts(
  tx: Sql,
  units: readonly CountedUnit[],
): Promise<(offer: OfferState) => InspectionFacts> {
  const inspections = units.filter(isInspection);
  const tasks = [...new Set(inspections.map(({ state }) => state.taskId))];
  const own = await findingsOfTasks(tx, tasks);
  const known = await withCanonicals(tx, own);
  const verified = await verifiedOnObjects(tx, windowsAfter(inspections));
  const sameObject = ({ object }: FindingState, offer: OfferState): boolean =>
    object !== null && object.type === offer.object?.type && object.id === offer.object.id;
  return (offer) => ({
    own: own
      .filter(({ taskId, finderIds }) => taskId === offer.taskId && finderIds.includes(offer.representativeId))
      .map((finding) => ({ finding, canonical: canonicalOf(finding, known) })),
    onObject: verified.filter((finding) => sameObject(finding, offer)),
  });
}

/** A contribution with the unit from whose event it is. */
export interface CountedContribution {
  readonly contribution: Contribution;
  readonly unit: CountedUnit;
}

/** The rules of a deputy; null for one who is not known. */
type RulesOf = (representativeId: string) => DeputyRules | null;

/** What units contribute, by the rules of each deputy. */
export async function countUnits(
  tx: Sql,
  units: readonly CountedUnit[],
  rulesOf: RulesOf,
): Promise<CountedContribution[]> {
  const factsOf = await inspectionFacts(tx, units);
  return units.flatMap((unit) =>
    contributionsOf(unit, rulesOf, factsOf)
      .filter((contribution) => contribution !== null)
      .map((contribution) => ({ contribution, unit })),
  );
}

function contributionsOf(
  unit: CountedUnit,
  rulesOf: RulesOf,
  factsOf: (offer: OfferState) => InspectionFacts,
): (Contribution | null)[] {
  const each = (ids: readonly string[], count: (id: string, rules: DeputyRules) => Contribution | null) =>
    [...new Set(ids)].map((id) => {
      const rules = rulesOf(id);
      return rules && count(id, rules);
    });
  switch (unit.type) {
    case UnitType.OFFER: {
      const { state } = unit;
      const ids = [state.representativeId];
      return [
        ...each(ids, (_, rules) => claimContribution(state, rules)),
        ...each(ids, (_, rules) => inspectionContribution(state, factsOf(state), rules)),
      ];
    }
    case UnitType.FINDING:
      return each(unit.state.finderIds, (id, rules) => quotaContribution(unit.state, id, rules));
    case UnitType.RECTIFICATION:
      return each(unit.state.representativeIds, (id, rules) => rectificationContribution(unit.state, id, rules));
  }
}
