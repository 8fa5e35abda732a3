import { testClock } from './test-clock.js';

describe('testClock', () => {
  it('stands still, advances and jumps', () => {
    const clock = testClock('2025-01-01T08:00:00+08:00');
    expect(clock.now()).toEqual(new Date('2025-01-01T00:00:00Z'));
    clock.advance(1_500);
    expect(clock.now().toISOString()).toBe('2025-01-01T00:00:01.500Z');
    clock.set('2026-02-28T00:00:00Z');
    expect(clock.now().getUTCFullYear()).toBe(2026);
  });

  it('hands out dates that nobody else can change, and refuses what is no instant', () => {
    const clock = testClock('2025-01-01T00:00:00Z');
    clock.now().setFullYear(1999);
    expect(clock.now().getUTCFullYear()).toBe(2025);
    expect(() => testClock('soon')).toThrow(RangeError);
  });
});
