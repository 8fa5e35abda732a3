import { deriveKey } from './derive-key.js';
import { createIntlFieldCipher } from './intl-field-cipher.js';

const keyOf = (name: string) => deriveKey('a secret of an installation', name);
const cipher = createIntlFieldCipher({ activeKeyId: 'a', keys: { a: keyOf('a') } });
const context = 'constituent:name:7';

const faultOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { fault?: string }).fault ?? 'other';
  }
  return 'none';
};

describe('intl field cipher', () => {
  it.each(['', '林小满', 'x'.repeat(5000), '𠮷野\u0000 🏠'])('opens what it sealed: %p', (text) => {
    const { wrapped } = cipher.createPersonKey();
    expect(cipher.open(wrapped, cipher.seal(wrapped, text, context), context)).toBe(text);
  });

  it('never seals alike, and shows nothing of the text', () => {
    const { wrapped } = cipher.createPersonKey();
    const sealed = Array.from({ length: 200 }, () => cipher.seal(wrapped, '林小满', context));
    expect(new Set(sealed).size).toBe(200);
    expect(sealed.every((value) => /^s1\.[\w-]+$/.test(value))).toBe(true);
  });

  it('refuses another place, another person and any altered character', () => {
    const { wrapped } = cipher.createPersonKey();
    const sealed = cipher.seal(wrapped, '林小满', context);
    expect(faultOf(() => cipher.open(wrapped, sealed, 'constituent:name:8'))).toBe('NOT_AUTHENTIC');
    expect(faultOf(() => cipher.open(cipher.createPersonKey().wrapped, sealed, context))).toBe('NOT_AUTHENTIC');
    for (let at = 3; at < sealed.length - 1; at += 1) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const altered = `${sealed.slice(0, at)}${other}${sealed.slice(at + 1)}`;
      expect(faultOf(() => cipher.open(wrapped, altered, context))).toBe('NOT_AUTHENTIC');
    }
  });

  it('refuses what has not its format, a key in the place of a value included', () => {
    const { wrapped } = cipher.createPersonKey();
    for (const sealed of ['', 's1.', 's1.AAAA', 'plain', wrapped, 's2.AAAA']) {
      expect(faultOf(() => cipher.open(wrapped, sealed, context))).toBe('MALFORMED');
    }
    expect(faultOf(() => cipher.seal('k1.a', 'x', context))).toBe('MALFORMED');
    const sealedKey = cipher.seal(wrapped, wrapped, context).replace('s1.', 'k1.a.');
    expect(faultOf(() => cipher.open(sealedKey, cipher.seal(wrapped, 'x', context), context))).toBe('NOT_AUTHENTIC');
  });

  it('rotates the key-encryption key and leaves sealed values alone', () => {
    const { wrapped } = cipher.createPersonKey();
    const sealed = cipher.seal(wrapped, '林小满', context);
    const rotating = createIntlFieldCipher({ activeKeyId: 'b', keys: { a: keyOf('a'), b: keyOf('b') } });
    expect(rotating.isCurrent(wrapped)).toBe(false);
    expect(rotating.open(wrapped, sealed, context)).toBe('林小满');
    const rewrapped = rotating.rewrap(wrapped);
    expect(rotating.isCurrent(rewrapped)).toBe(true);

    const rotated = createIntlFieldCipher({ activeKeyId: 'b', keys: { b: keyOf('b') } });
    expect(rotated.open(rewrapped, sealed, context)).toBe('林小满');
    expect(faultOf(() => rotated.open(wrapped, sealed, context))).toBe('UNKNOWN_KEY');
    const renamed = createIntlFieldCipher({ activeKeyId: 'a', keys: { a: keyOf('b') } });
    expect(faultOf(() => renamed.open(wrapped, sealed, context))).toBe('NOT_AUTHENTIC');
  });

  it.each([
    { activeKeyId: 'a', keys: {} },
    { activeKeyId: 'a', keys: { a: Buffer.alloc(16) } },
    { activeKeyId: 'a.b', keys: { 'a.b': Buffer.alloc(32) } },
  ])('refuses a broken ring', (keyring) => {
    expect(() => createIntlFieldCipher(keyring as never)).toThrow(RangeError);
  });
});
