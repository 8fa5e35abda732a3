import { claimContribution } from '../core/claim-contribution.js';
import type { Contribution, FindingState } from '../core/contribution.js';
import { UnitType } from '../core/contribution.js';
import type { DeputyRules } from '../core/deputy-rules.js';
import { inspectionContribution, type InspectionFacts, quotaContribution } from '../core/discovery-contribution.js';
import { rectificationContribution } from '../core/rectification-contribution.js';
import type { CountedUnit } from './counted-unit.js';
import { isInspection, windowAfter } from './load-units.js';
import type { OfferUnit, UnitsAtHand } from './units-at-hand.js';

/** The finding that speaks for another; the last one known when the chain breaks off or turns back. */
function canonicalOf(finding: FindingState, units: UnitsAtHand): FindingState {
  const seen = new Set<string>();
  let at = finding;
  for (;;) {
    seen.add(at.findingId);
    const next = at.mergedIntoId === null ? null : units.finding(at.mergedIntoId);
    if (next === null || seen.has(next.findingId)) return at;
    at = next;
  }
}

const noFacts: InspectionFacts = { own: [], onObject: [] };

/** What an inspection is judged by. */
function factsOf(unit: OfferUnit, units: UnitsAtHand, lookbackMs: number): InspectionFacts {
  if (!isInspection(unit)) return noFacts;
  const { taskId, representativeId } = unit.state;
  const window = windowAfter(unit, lookbackMs);
  return {
    own: units
      .findingsOfTask(taskId)
      .filter(({ finderIds }) => finderIds.includes(representativeId))
      .map((finding) => ({ finding, canonical: canonicalOf(finding, units) })),
    onObject: window ? units.verifiedOnObject(window) : [],
  };
}

/** A contribution with the unit from whose event it is. */
export interface CountedContribution {
  readonly contribution: Contribution;
  readonly unit: CountedUnit;
}

/** The rules of a deputy; null for one who is not known. */
export type RulesOf = (representativeId: string) => DeputyRules | null;

/** What units contribute, by the rules of each deputy. */
export function countUnits(
  counted: readonly CountedUnit[],
  units: UnitsAtHand,
  rulesOf: RulesOf,
  lookbackMs: number,
): CountedContribution[] {
  return counted.flatMap((unit) =>
    contributionsOf(unit, rulesOf, (offer) => factsOf(offer, units, lookbackMs))
      .filter((contribution) => contribution !== null)
      .map((contribution) => ({ contribution, unit })),
  );
}

function contributionsOf(
  unit: CountedUnit,
  rulesOf: RulesOf,
  factsOf: (offer: OfferUnit) => InspectionFacts,
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
        ...each(ids, (_, rules) => inspectionContribution(state, factsOf(unit), rules)),
      ];
    }
    case UnitType.FINDING:
      return each(unit.state.finderIds, (id, rules) => quotaContribution(unit.state, id, rules));
    case UnitType.RECTIFICATION:
      return each(unit.state.representativeIds, (id, rules) => rectificationContribution(unit.state, id, rules));
  }
}
