import { decodeCursor, encodeCursor } from './cursor.js';

describe('cursor', () => {
  it.each([0, 1, 41, Number.MAX_SAFE_INTEGER])('brings %d back', (position) => {
    expect(decodeCursor(encodeCursor(position))).toBe(position);
  });

  it.each([
    '',
    '12',
    'bG9nOg',
    ...[-1, -2, -4, -5].map((end) => encodeCursor(12).slice(0, end)),
    `${encodeCursor(12)}=`,
    `${encodeCursor(12)} `,
    ...['log:1', 'log:-1:-1', 'log:1.5:01', 'log:0x10:16', 'log:1e3:30', 'log: 1:01', 'log:1:02', 'row:1:01'].map(
      (text) => Buffer.from(text).toString('base64url'),
    ),
  ])('refuses %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });
});
