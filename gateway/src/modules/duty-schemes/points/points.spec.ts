import { chanceOf } from '../../../../test/duty-index/chance.js';
import { PeriodKind } from '../../duty-index/core/index-period.js';
import { PointsSource } from '../units/unit.js';
import { balancesOf, type MonthSum } from './balance.js';
import { type Earned, entriesBetween } from './earned.js';
import type { PointsSchemeVersion } from './points-scheme.js';

const rule = (
  code: string,
  cap: number | null,
  capPeriod: PeriodKind.MONTH | PeriodKind.QUARTER | PeriodKind.YEAR,
) => ({
  code,
  name: code,
  source: PointsSource.CLAIM,
  taskKind: null,
  points: 1,
  cap,
  capPeriod,
  evidenceRequired: false,
  approvalRequired: false,
});
const rules = [
  rule('M', 5, PeriodKind.MONTH),
  rule('Q', 8, PeriodKind.QUARTER),
  rule('Y', 20, PeriodKind.YEAR),
  rule('FREE', null, PeriodKind.YEAR),
];
const versions: PointsSchemeVersion[] = [
  { scheme: { schemeId: 's', name: 's', effectiveFrom: '2026-01-01', rules }, version: 1, hash: '' },
];

/** Entry by entry: what is below the cap so far is given, in the period of the cap that the day lies in. */
function naively(entries: readonly MonthSum[]): Map<string, number> {
  const keyOf: Record<string, (day: string) => string> = {
    M: (day) => day.slice(0, 7),
    Q: (day) => `${day.slice(0, 4)} ${Math.ceil(Number(day.slice(5, 7)) / 3)}`,
    Y: (day) => day.slice(0, 4),
    FREE: () => '',
  };
  const parts = new Map<string, number>();
  for (const { ruleCode, day, points } of entries) {
    const key = `${ruleCode}|${keyOf[ruleCode]!(day)}`;
    parts.set(key, (parts.get(key) ?? 0) + points);
  }
  const counted = new Map<string, number>();
  for (const [key, points] of parts) {
    const code = key.split('|')[0]!;
    const cap = rules.find((each) => each.code === code)?.cap ?? Infinity;
    counted.set(code, (counted.get(code) ?? 0) + (points > cap ? cap : points));
  }
  return counted;
}

describe('points', () => {
  it('add up under their caps as entry by entry', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const chance = chanceOf(seed);
      const entries = Array.from({ length: chance.int(0, 40) }, () => ({
        ruleCode: chance.pick(rules).code,
        day: `2026-${String(chance.int(1, 13)).padStart(2, '0')}-01`,
        points: chance.int(-4, 7),
      }));
      const balances = balancesOf(entries, versions, '2026-12-31');
      expect(new Map(balances.map((each) => [each.ruleCode, each.counted]))).toEqual(
        new Map([...naively(entries)].sort(([a], [b]) => (a < b ? -1 : 1))),
      );
      const total = entries.reduce((sum, { points }) => sum + points, 0);
      expect(balances.reduce((sum, { points }) => sum + points, 0)).toBe(total);
    }
  });

  it('come from what was given to what is wanted by entries alone', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const chance = chanceOf(seed);
      const some = (): Earned[] =>
        Array.from({ length: chance.int(0, 6) }, () => ({
          ruleCode: chance.pick(['A', 'B']),
          representativeId: chance.pick(['D1', 'D2']),
          day: chance.pick(['2026-03-01', '2026-03-02']),
          points: chance.int(1, 5),
        }));
      const [given, wanted] = [some(), some()];
      const entries = entriesBetween(given, wanted);
      expect(entries.every(({ points }) => points !== 0)).toBe(true);
      expect(entriesBetween([...given, ...entries], wanted)).toEqual([]);
    }
  });

  it('keep the cap of a rule that was dropped', () => {
    const later = { ...versions[0]!.scheme, effectiveFrom: '2026-06-01', rules: [rules[3]!] };
    const both = [...versions, { scheme: later, version: 2, hash: '' }];
    const sums = [{ ruleCode: 'M', day: '2026-02-01', points: 9 }];
    expect(balancesOf(sums, both, '2026-12-31')).toMatchObject([{ ruleCode: 'M', points: 9, counted: 5 }]);
  });
});
