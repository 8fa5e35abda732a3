import { concerns } from './log-bell.js';

describe('concerns', () => {
  it('is for who takes one of the types, and without types for everybody', () => {
    expect(concerns(['b.x'], 'a.x b.x c.x')).toBe(true);
    expect(concerns(['b'], 'a.x b.x c.x')).toBe(false);
    expect(concerns([], 'a.x')).toBe(false);
    expect(concerns(['b.x'], '')).toBe(true);
    expect(concerns(['b.x'], undefined)).toBe(true);
  });
});
