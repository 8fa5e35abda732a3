import { decodeCursor, encodeCursor } from './cursor.js';

const eventId = '01890b2e-7c4a-7d11-9abc-0123456789ab';

describe('cursor', () => {
  it.each([0, 1, 41, Number.MAX_SAFE_INTEGER])('brings %d back', (position) => {
    expect(decodeCursor(encodeCursor(position))).toEqual({ position, mark: null });
    expect(decodeCursor(encodeCursor(position, eventId))).toEqual({ position, mark: '0123456789ab' });
  });

  it('is another one for another event of the same position', () => {
    expect(encodeCursor(7, eventId)).not.toBe(encodeCursor(7, eventId.replace(/b$/, 'c')));
  });

  it.each([
    '',
    '12',
    'bG9nOg',
    ...[-1, -2, -4, -5].map((end) => encodeCursor(12).slice(0, end)),
    ...Array.from({ length: 24 }, (_, cut) => encodeCursor(12, eventId).slice(0, -1 - cut)),
    `${encodeCursor(12)}=`,
    `${encodeCursor(12)} `,
    ...[
      ...['log:1', 'log:-1:-1', 'log:1.5:01', 'log:0x10:16', 'log:1e3:30', 'log: 1:01', 'log:1:02', 'row:1:01'],
      ...['at:1:01', 'at:1:0123456789ab', 'at:1:0123456789AB:01', 'at:1:0123456789ab:02', 'log:1:0123456789ab:01'],
      'log:9007199254740993:01',
    ].map((text) => Buffer.from(text).toString('base64url')),
  ])('refuses %j', (cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: 'INVALID_CURSOR' }));
  });
});
