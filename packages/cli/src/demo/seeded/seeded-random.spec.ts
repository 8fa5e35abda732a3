import { seededRandom } from './seeded-random.js';

describe('seededRandom', () => {
  it('gives the same stream for the same seed, and another one for another seed', () => {
    const stream = (seed: string) => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random.int(0, 1_000_000));
    };
    expect(stream('deputy 1')).toEqual(stream('deputy 1'));
    expect(stream('deputy 1')).not.toEqual(stream('deputy 2'));
  });

  it('spreads whole numbers over the range, both ends included', () => {
    const random = seededRandom('range');
    const seen = new Set(Array.from({ length: 200 }, () => random.int(1, 6)));
    expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('shuffles without loss', () => {
    expect(seededRandom('cards').shuffled([1, 2, 3, 4, 5]).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses to pick from nothing', () => {
    expect(() => seededRandom('empty').pick([])).toThrow(RangeError);
  });
});
