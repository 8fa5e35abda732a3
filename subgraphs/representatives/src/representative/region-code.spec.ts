import { pathOfDigits, regionCode } from './region-code.js';

describe('region codes of deputies', () => {
  it('pads the short forms', () => {
    expect(['330700', '330702001', '330702001003'].map(regionCode)).toEqual([
      '330700000000',
      '330702001000',
      '330702001003',
    ]);
  });

  it.each(['', '3307', '33070200000x'])('refuses %p', (code) =>
    expect(() => regionCode(code)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' })),
  );

  it('reads the path off the digits, each region once', () => {
    expect(pathOfDigits('330702001000')).toEqual(['330000000000', '330700000000', '330702000000', '330702001000']);
    expect(pathOfDigits('330000000000')).toEqual(['330000000000']);
  });
});
