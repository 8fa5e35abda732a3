import { contentHash } from './canonical-json.js';
import { defaultPolicy } from './default-policy.js';
import { checkPolicy } from './policy-faults.js';

const check = (change: object): string => {
  const checked = checkPolicy({ ...defaultPolicy.policy, ...change });
  return 'refused' in checked ? checked.refused.code : 'OK';
};
const weights = (...given: [string, number][]) => ({ weights: given.map(([kind, weightBp]) => ({ kind, weightBp })) });

describe('checkPolicy', () => {
  it.each([
    [{}, 'OK'],
    [weights(['CLAIM', 10_000]), 'OK'],
    [weights(['CLAIM', 3_000], ['DISCOVERY', 3_000]), 'POLICY_WEIGHTS_SUM'],
    [weights(['CLAIM', 5_000], ['CLAIM', 5_000]), 'POLICY_INVALID'],
    [weights(['CLAIM', 9_000], ['LOGIN_COUNT', 1_000]), 'INDICATOR_FORBIDDEN'],
    [weights(['CLAIM', 9_000], ['timeOnline', 1_000]), 'INDICATOR_FORBIDDEN'],
    [weights(['CLAIM', 9_000], ['月点赞数', 1_000]), 'INDICATOR_FORBIDDEN'],
    [weights(['CLAIM', 9_000], ['KINDNESS', 1_000]), 'POLICY_INVALID'],
    [{ effectiveFrom: '2026-03-02' }, 'POLICY_INVALID'],
    [{ policyId: 'No such id' }, 'POLICY_INVALID'],
    [{ minSample: 0 }, 'POLICY_INVALID'],
    [{ surprise: true }, 'POLICY_INVALID'],
  ])('%j: %s', (change, expected) => expect(check(change)).toBe(expected));
});

it('hashes the content, whatever the order of its names', () => {
  const { policy } = defaultPolicy;
  const reversed = Object.fromEntries(Object.entries(policy).reverse());
  expect(contentHash(reversed)).toBe(contentHash(policy));
  expect(contentHash({ ...policy, minSample: 4 })).not.toBe(contentHash(policy));
});
