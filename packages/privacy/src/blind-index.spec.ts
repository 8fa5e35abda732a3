import { createBlindIndex } from './blind-index.js';
import { deriveKey } from './derive-key.js';
import { parsePhone } from './phone-number.js';

const index = createBlindIndex(deriveKey('a secret of an installation', 'blind-index'));

describe('parsePhone', () => {
  it.each([
    ['138 0000 1234', 'MOBILE', '13800001234'],
    ['+86 138-0000-1234', 'MOBILE', '13800001234'],
    ['0086 13800001234', 'MOBILE', '13800001234'],
    ['8613800001234', 'MOBILE', '13800001234'],
    ['１３８００００１２３４', 'MOBILE', '13800001234'],
    ['(0571) 8888 1234', 'LANDLINE', '057188881234'],
    ['0571-88881234转801', 'LANDLINE', '057188881234'],
    ['+86 571 8888 1234', 'LANDLINE', '057188881234'],
    ['010-12345678', 'LANDLINE', '01012345678'],
    ['0577-1234567 ext. 8', 'LANDLINE', '05771234567'],
    ['12345', 'OTHER', '12345'],
    ['8888 1234', 'OTHER', '88881234'],
    ['+44 20 7946 0000', 'OTHER', '442079460000'],
  ])('%s is %s %s', (raw, kind, digits) => {
    expect(parsePhone(raw)).toMatchObject({ kind, digits });
  });

  it('finds nothing in a text without digits', () => {
    expect(parsePhone('不愿透露')).toBeUndefined();
    expect(parsePhone('')).toBeUndefined();
  });
});

describe('blind index', () => {
  it('is one for all ways to write a number, and another for the next number', () => {
    const ways = ['13800001234', '138 0000 1234', '+86-138-0000-1234', '(86) 13800001234', '１３８００００１２３４'];
    expect(new Set(ways.map((way) => index.phone(way))).size).toBe(1);
    expect(index.phone('13800001235')).not.toBe(index.phone('13800001234'));
    expect(index.phone('无')).toBeUndefined();
  });

  it('keeps columns apart and ignores width, case and blanks', () => {
    expect(index.text(' Ｌin 小满', 'name')).toBe(index.text('LIN小满', 'name'));
    expect(index.text('13800001234', 'name')).not.toBe(index.phone('13800001234'));
    expect(index.text('a', 'name')).not.toBe(index.text('a', 'address'));
    expect(index.text('  ', 'name')).toBeUndefined();
  });

  it('depends on the key', () => {
    const other = createBlindIndex(deriveKey('another secret of an installation', 'blind-index'));
    expect(other.phone('13800001234')).not.toBe(index.phone('13800001234'));
    expect(() => createBlindIndex(Buffer.alloc(8))).toThrow(RangeError);
  });
});
