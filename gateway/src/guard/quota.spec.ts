import { EventEmitter } from 'node:events';
import { Quota } from './quota.js';

describe('Quota', () => {
  it('lets each hold its share and no more', () => {
    const quota = new Quota(2);
    expect([quota.take('a'), quota.take('a'), quota.take('a'), quota.take('b')]).toEqual([true, true, false, true]);
    quota.give('a');
    expect([quota.take('a'), quota.take('a')]).toEqual([true, false]);
    // More than was taken is given back for nothing.
    for (let times = 0; times < 4; times += 1) quota.give('b');
    expect([quota.take('b'), quota.take('b'), quota.take('b')]).toEqual([true, true, false]);
  });

  it('does not count who has no name', () => {
    const quota = new Quota(0);
    expect(quota.take(undefined)).toBe(true);
    quota.give(undefined);
    expect(quota.take('a')).toBe(false);
  });

  it('has back what a connection held when it closes', () => {
    const quota = new Quota(1);
    const [one, other] = [new EventEmitter(), new EventEmitter()];
    expect([quota.takeUntilClosed('a', one), quota.takeUntilClosed('a', other)]).toEqual([true, false]);
    // One that got nothing gives nothing back.
    other.emit('close');
    expect(quota.take('a')).toBe(false);
    one.emit('close');
    expect(quota.take('a')).toBe(true);
  });
});
