import { deriveKey } from './derive-key.js';

const secret = 'a secret of an installation';

describe('deriveKey', () => {
  it('gives the same key for the same label and another for any other', () => {
    expect(deriveKey(secret, 'token')).toEqual(deriveKey(Buffer.from(secret), 'token'));
    const keys = ['token', 'tokens', 'Token', 'role:a', 'role:b'].map((label) =>
      deriveKey(secret, label).toString('hex'),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(deriveKey(`${secret}!`, 'token')).not.toEqual(deriveKey(secret, 'token'));
  });

  it('stays what it is from version to version: changing it would lock every installation out of its data', () => {
    expect(deriveKey(secret, 'field-encryption').toString('hex')).toMatchInlineSnapshot(
      `"c593777bd6c59cf183961468913547ea695ccd016fcf47b61b61965914eb37cd"`,
    );
    expect(deriveKey(secret, 'field-encryption', 48)).toHaveLength(48);
  });

  it('refuses a short secret and an empty label', () => {
    expect(() => deriveKey('fifteen bytes..', 'token')).toThrow(RangeError);
    expect(() => deriveKey(secret, '')).toThrow(RangeError);
  });
});
