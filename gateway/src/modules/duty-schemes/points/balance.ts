import type { CivilDate } from '@lianxin/calendar';
import { periodOf } from '../../duty-index/core/index-period.js';
import type { PointsRule, PointsSchemeVersion } from './points-scheme.js';

/** What entries of a rule add up to in a month. */
export interface MonthSum {
  readonly ruleCode: string;
  /** Any day of the month. */
  readonly day: CivilDate;
  readonly points: number;
}

/** What a rule has given somebody in a period. */
export interface RuleBalance {
  readonly ruleCode: string;
  /** Null for a rule that no version knows any more. */
  readonly rule: PointsRule | null;
  /** All entries. */
  readonly points: number;
  /** What is left of them under the caps. */
  readonly counted: number;
}

/** The rule as the newest version that began by a day has it: a rule that was dropped keeps its cap. */
function ruleOn(versions: readonly PointsSchemeVersion[], code: string, day: CivilDate): PointsRule | null {
  const known = versions
    .filter(({ scheme }) => scheme.effectiveFrom <= day && scheme.rules.some((rule) => rule.code === code))
    .sort((a, b) => a.scheme.effectiveFrom.localeCompare(b.scheme.effectiveFrom) || a.version - b.version);
  return known.at(-1)?.scheme.rules.find((rule) => rule.code === code) ?? null;
}

/**
 * What the entries of a period come to under the caps, rule by rule in the order of their codes. A cap holds for what is
 * inside both the period asked for and the cap's own; what is below zero counts in full.
 * @param lastDay of the period: the caps are those in force on it
 */
export function balancesOf(
  sums: readonly MonthSum[],
  versions: readonly PointsSchemeVersion[],
  lastDay: CivilDate,
): RuleBalance[] {
  const codes = [...new Set(sums.map(({ ruleCode }) => ruleCode))].sort();
  return codes.map((ruleCode) => {
    const rule = ruleOn(versions, ruleCode, lastDay);
    const parts = new Map<CivilDate, number>();
    for (const sum of sums.filter((each) => each.ruleCode === ruleCode)) {
      const { start } = rule ? periodOf(rule.capPeriod, sum.day) : { start: '' };
      parts.set(start, (parts.get(start) ?? 0) + sum.points);
    }
    const cap = rule?.cap ?? null;
    const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);
    const points = [...parts.values()];
    return {
      ruleCode,
      rule,
      points: total(points),
      counted: total(points.map((sum) => (cap === null ? sum : Math.min(sum, cap)))),
    };
  });
}
