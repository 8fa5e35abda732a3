import { encodeKeyset, pageOf, pageRequest } from './page.js';

describe('pageRequest', () => {
  it('bounds pages', () => {
    expect(pageRequest({ first: 100 }, 1)).toEqual({ first: 100, after: null });
    for (const first of [0, -1, 101]) expect(() => pageRequest({ first }, 1)).toThrow('1 to 100');
  });

  it('reads back its own cursors and refuses others', () => {
    expect(pageRequest({ first: 1, after: encodeKeyset(['2026', 7, null]) }, 3).after).toEqual(['2026', 7, null]);
    for (const after of [
      'x',
      encodeKeyset(['a']),
      Buffer.from('{"length":2}').toString('base64url'),
      Buffer.from('[{},[]]').toString('base64url'),
    ]) {
      expect(() => pageRequest({ first: 1, after }, 2)).toThrow('cursor');
    }
  });
});

describe('pageOf', () => {
  it('drops the extra row and remembers that it was there', () => {
    const page = pageOf(
      [1, 2, 3],
      2,
      (row) => [row],
      () => 9,
    );
    expect([page.rows, page.hasNextPage, page.totalCount()]).toEqual([[1, 2], true, 9]);
    expect(
      pageOf(
        [1],
        2,
        (row) => [row],
        () => 1,
      ).hasNextPage,
    ).toBe(false);
  });
});
