import { expectErrorCode, expectOk, expectRefused } from './expect-result.js';

const refusal = { __typename: 'CommandRefused', code: 'WRONG_STATE', message: 'no' };

describe('expectations', () => {
  it('return what they looked for', () => {
    expect(expectOk<{ a: number }>({ data: { a: 1 } }).a).toBe(1);
    expect(expectRefused({ data: { dispatch: refusal } }, 'WRONG_STATE')).toBe(refusal);
    expect(expectRefused(refusal, 'WRONG_STATE')).toBe(refusal);
    expect(expectErrorCode({ errors: [{ message: 'no', extensions: { code: 'FORBIDDEN' } }] }, 'FORBIDDEN')).toBe('no');
  });

  it.each([
    ['errors beside data', () => expectOk({ data: { a: 1 }, errors: [{ message: 'no' }] })],
    ['no data', () => expectOk({ data: null })],
    ['another refusal', () => expectRefused(refusal, 'NOT_YOURS')],
    ['success instead of a refusal', () => expectRefused({ data: { dispatch: { id: '1' } } }, 'WRONG_STATE')],
    ['an error instead of a refusal', () => expectRefused({ errors: [{ message: 'no' }] }, 'WRONG_STATE')],
    ['another error', () => expectErrorCode({ errors: [{ message: 'no', extensions: { code: 'X' } }] }, 'FORBIDDEN')],
    ['no error', () => expectErrorCode({ data: {} }, 'FORBIDDEN')],
  ])('fail at %s', (_case, check) => {
    expect(check).toThrow('Expected');
  });
});
