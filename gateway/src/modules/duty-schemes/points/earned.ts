import type { CivilDate } from '@lianxin/calendar';
import type { Deed } from '../units/unit.js';
import { type PointsSchemeVersion, versionOn } from './points-scheme.js';

/** Points that a deputy has, or should have, for a unit by a rule on a day. */
export interface Earned {
  readonly ruleCode: string;
  readonly representativeId: string;
  readonly day: CivilDate;
  readonly points: number;
}

/** What a deed earns by the rules that were in force on its day, before any cap. Nothing for what is no deed. */
export function earnedBy(deed: Deed | null, versions: readonly PointsSchemeVersion[]): Earned[] {
  if (!deed) return [];
  const { source, taskKind, representativeIds, day } = deed;
  const rules = versionOn(versions, day)?.scheme.rules ?? [];
  return rules
    .filter((rule) => rule.source === source && (rule.taskKind === null || rule.taskKind === taskKind))
    .flatMap(({ code: ruleCode, points }) =>
      [...new Set(representativeIds)].map((representativeId) => ({ ruleCode, representativeId, day, points })),
    );
}

const placeOf = ({ ruleCode, representativeId, day }: Earned): string =>
  JSON.stringify([ruleCode, representativeId, day]);

/**
 * The entries that lead from what a unit has given to what it should give: nothing is taken back but by an entry that
 * says so.
 */
export function entriesBetween(given: readonly Earned[], wanted: readonly Earned[]): Earned[] {
  const places = new Map<string, Earned>();
  const move = (earned: Earned, by: number): void => {
    const place = placeOf(earned);
    places.set(place, { ...earned, points: (places.get(place)?.points ?? 0) + by });
  };
  for (const earned of given) move(earned, -earned.points);
  for (const earned of wanted) move(earned, earned.points);
  return [...places.values()].filter(({ points }) => points !== 0);
}
