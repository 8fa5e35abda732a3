import { personNames } from './person-names.js';

describe('personNames', () => {
  it('gives the same names for the same seed', () => {
    expect(personNames('deputies', 50)).toEqual(personNames('deputies', 50));
    expect(personNames('deputies', 50)).not.toEqual(personNames('residents', 50));
  });

  it('names nobody twice, in two or three characters', () => {
    const names = personNames('deputies', 480);
    expect(new Set(names).size).toBe(480);
    for (const name of names) expect(name).toMatch(/^\p{Script=Han}{2,3}$/u);
  });
});
