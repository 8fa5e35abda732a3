import { categoryPaths } from './category-paths.js';

const none = new Map<string, readonly string[]>();

describe('categoryPaths', () => {
  it('takes parents in any order', () => {
    const paths = categoryPaths(
      [
        { code: 'A-1-1', name: '路灯', parentCode: 'A-1' },
        { code: 'A-1', name: '市政', parentCode: 'A' },
        { code: 'A', name: '城乡建设' },
      ],
      none,
    );
    expect([...paths]).toEqual([
      ['A-1-1', ['A', 'A-1', 'A-1-1']],
      ['A-1', ['A', 'A-1']],
      ['A', ['A']],
    ]);
  });

  it('hangs a branch under a registered category', () => {
    const paths = categoryPaths([{ code: 'C', name: '井盖', parentCode: 'B' }], new Map([['B', ['A', 'B']]]));
    expect(paths.get('C')).toEqual(['A', 'B', 'C']);
  });

  it.each([
    ['an unknown parent', [{ code: 'B', name: 'b', parentCode: 'A' }]],
    [
      'a circle',
      [
        { code: 'A', name: 'a', parentCode: 'B' },
        { code: 'B', name: 'b', parentCode: 'A' },
      ],
    ],
    ['itself as its parent', [{ code: 'A', name: 'a', parentCode: 'A' }]],
    [
      'a fourth level',
      [
        { code: 'A', name: 'a' },
        { code: 'B', name: 'b', parentCode: 'A' },
        { code: 'C', name: 'c', parentCode: 'B' },
        { code: 'D', name: 'd', parentCode: 'C' },
      ],
    ],
  ])('refuses %s', (_, inputs) => {
    expect(() => categoryPaths(inputs, none)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
  });
});
