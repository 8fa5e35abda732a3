import { hashPassword, needsRehash, verifyPassword } from './password-hash.js';

describe('password hash', () => {
  it('knows its password and no other', async () => {
    const phc = await hashPassword('连心 7 correct');
    expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    expect(await verifyPassword('连心 7 correct', phc)).toBe(true);
    expect(await verifyPassword('连心 7 Correct', phc)).toBe(false);
    expect(await verifyPassword('', phc)).toBe(false);
    expect(needsRehash(phc)).toBe(false);
  });

  it('salts, and takes both ways to type one letter', async () => {
    const [one, two] = await Promise.all([hashPassword('caf\u00E9'), hashPassword('caf\u00E9')]);
    expect(one).not.toBe(two);
    expect(await verifyPassword('cafe\u0301', one)).toBe(true);
  });

  it('verifies a hash with other parameters, made elsewhere, and asks for a new one', async () => {
    // RFC 9106's algorithm with m=256, t=2, p=1, as the reference implementation's own test list has it.
    const phc = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await verifyPassword('password', phc)).toBe(true);
    expect(await verifyPassword('passwore', phc)).toBe(false);
    expect(needsRehash(phc)).toBe(true);
  });

  it('answers false without an account', async () => {
    expect(await verifyPassword('anything', undefined)).toBe(false);
  });

  it.each([
    '',
    'plain',
    '$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65',
    '$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQxMjM$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  ])('refuses the broken record %p', async (phc) => {
    await expect(verifyPassword('x', phc)).rejects.toThrow(RangeError);
  });

  it('takes no endless password', async () => {
    const phc = await hashPassword('x'.repeat(1024));
    expect(await verifyPassword('x'.repeat(1025), phc)).toBe(false);
    await expect(hashPassword('x'.repeat(1025))).rejects.toThrow(RangeError);
  });
});
