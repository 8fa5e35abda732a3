import { satisfactionVerdict } from './satisfaction-verdict.js';

describe('satisfactionVerdict', () => {
  it.each([
    // members, satisfied, basically satisfied
    [28, 14, 0, 'SATISFIED'],
    [29, 15, 0, 'SATISFIED'],
    [29, 14, 0, 'NOT_SATISFIED'],
    [29, 14, 1, 'BASICALLY_SATISFIED'],
    [28, 13, 1, 'NOT_SATISFIED'],
    [28, 13, 2, 'BASICALLY_SATISFIED'],
    [28, 0, 15, 'BASICALLY_SATISFIED'],
    [28, 0, 14, 'NOT_SATISFIED'],
    [193, 182, 10, 'SATISFIED'],
    [29, 0, 0, 'NOT_SATISFIED'],
  ])('of %i members, %i satisfied and %i basically: %s', (memberCount, satisfied, basicallySatisfied, verdict) => {
    expect(satisfactionVerdict({ memberCount, satisfied, basicallySatisfied })).toBe(verdict);
  });
});
