import { defaultPolicy } from '../core/default-policy.js';
import { PeriodKind, periodOf } from '../core/index-period.js';
import { DiscoveryMode, DutyRateKind, type PolicyVersion } from '../core/index-policy.js';
import type { KeptMember } from './board-page.sql.js';
import { standingReader, textOfCounts } from './board-member.js';

const { policy } = defaultPolicy;
const quota: PolicyVersion = {
  policy: { ...policy, policyId: 'city', discovery: { ...policy.discovery, mode: DiscoveryMode.QUOTA } },
  version: 2,
  hash: 'h',
};
const march = periodOf(PeriodKind.QUARTER, '2026-03-01');
const three = { indicator: DutyRateKind.DISCOVERY, share: 1, numerator: 3, denominator: 0, late: 0 };
const claims = { indicator: DutyRateKind.CLAIM, share: 1, numerator: 1, denominator: 4, late: 0 };

const member = (counts: string, months: number | null, place = -1): KeptMember => ({
  ...{ representative_id: 'r', code: 'r', policy_version: 2, active_months: months, counts, hundredths: 5_000, place },
});

const valuesOf = (read: ReturnType<typeof standingReader>, row: KeptMember): (string | null)[] | undefined =>
  read(row)?.rates.map(({ value }) => value && `${value.num}/${value.den}`);

describe('members of a board as they are kept', () => {
  it('have a rate of their own where the same was found in other months of a mandate', () => {
    const read = standingReader('city', march, [quota]);
    const counts = textOfCounts([three]);
    expect(valuesOf(read, member(counts, 3))).toEqual([null, '1/1', null]);
    expect(valuesOf(read, member(counts, 6))).toEqual([null, '1/2', null]);
    expect(valuesOf(read, member(counts, 3))).toEqual([null, '1/1', null]);
    expect(valuesOf(read, member('', 3))).toEqual([null, '0/1', null]);
    expect(valuesOf(read, member(textOfCounts([claims, three]), 6))).toEqual(['1/4', '1/2', null]);
  });

  it('keep the score that they were given, and are compared by their place', () => {
    const read = standingReader('city', march, [quota]);
    expect(read(member(textOfCounts([three]), 3))?.score).toEqual({
      hundredths: 5_000,
      applicableWeightBp: 3_000,
      isRankable: true,
    });
    expect(read(member('', 3, 1))?.score.isRankable).toBe(false);
  });

  it('are left out where nobody knows the rules any more that weighed them', () => {
    expect(standingReader('city', march, [])(member('', 3))).toBeNull();
    expect(standingReader('other', march, [quota])(member('', 3))).toBeNull();
  });
});
