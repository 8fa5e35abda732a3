import { hasMajority } from './ballot-majority.js';

describe('hasMajority', () => {
  it.each([
    [46, 90, true],
    [45, 90, false],
    [46, 91, true],
    [45, 91, false],
    [0, 0, false],
  ])('%i of %i: %s', (forCount, deputyCount, carried) => {
    expect(hasMajority(forCount, deputyCount)).toBe(carried);
  });
});
