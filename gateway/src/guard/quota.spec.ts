import { Quota } from './quota.js';

describe('Quota', () => {
  it('lets each hold its share and no more', () => {
    const quota = new Quota(2);
    const first = quota.take('a');
    expect(quota.take('a')).not.toBeNull();
    expect(quota.take('a')).toBeNull();
    expect(quota.take('b')).not.toBeNull();
    first?.();
    first?.();
    expect(quota.take('a')).not.toBeNull();
    expect(quota.take('a')).toBeNull();
  });

  it('does not count who has no name', () => {
    const quota = new Quota(0);
    expect(quota.take(undefined)).not.toBeNull();
    expect(quota.take('a')).toBeNull();
  });
});
