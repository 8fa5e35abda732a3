import { settableClock, systemClock } from './clock.js';

describe('settableClock', () => {
  const start = new Date('2026-03-02T01:00:00Z');

  it('stands still until it is moved', () => {
    const clock = settableClock(start);
    expect(clock.now()).toEqual(start);
    clock.advance(90_000);
    expect(clock.now()).toEqual(new Date('2026-03-02T01:01:30Z'));
    clock.set(start);
    expect(clock.now()).toEqual(start);
  });

  it('cannot be moved through a date it gave or was given', () => {
    const given = new Date(start);
    const clock = settableClock(given);
    given.setTime(0);
    clock.now().setTime(0);
    expect(clock.now()).toEqual(start);
  });

  it('refuses an invalid date', () => {
    expect(() => settableClock(new Date('never'))).toThrow(RangeError);
    expect(() => settableClock(start).advance(Number.NaN)).toThrow(RangeError);
  });
});

describe('systemClock', () => {
  it('shows the time of the machine', () => {
    const before = Date.now();
    const shown = systemClock.now().getTime();
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(Date.now());
  });
});
