import { isActiveOn, MandateStatus } from './mandate.entity.js';

describe('isActiveOn', () => {
  const term = { status: MandateStatus.ACTIVE, from: '2022-03-01', to: '2027-02-28' };

  it.each([
    ['2022-02-28', false],
    ['2022-03-01', true],
    ['2027-02-28', true],
    ['2027-03-01', false],
  ])('on %s: %s', (day, active) => expect(isActiveOn(term, day)).toBe(active));

  it('has no end while none is set', () => expect(isActiveOn({ ...term, to: null }, '2099-01-01')).toBe(true));

  it.each([MandateStatus.SUSPENDED, MandateStatus.ENDED])('is false when %s', (status) =>
    expect(isActiveOn({ ...term, status }, '2025-01-01')).toBe(false),
  );
});
