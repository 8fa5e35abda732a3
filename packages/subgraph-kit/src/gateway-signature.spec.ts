import { signRequest, verifyRequest } from './gateway-signature.js';
import { type Principal, Role } from './principal.js';

const key = Buffer.alloc(32, 7);
const principal: Principal = {
  accountId: 'a',
  sessionId: 's',
  displayName: '林联络',
  roles: [Role.LIAISON_OFFICER],
  stationId: 'st',
};
const context = { requestId: 'r1', principal, locale: 'zh' } as const;
const body = '{"query":"{ __typename }"}';
const now = 1_000_000;

describe('the signature of the gateway', () => {
  const headers = signRequest(key, 'stations', context, body, now);
  const verifying =
    (change: Partial<{ key: Buffer; audience: string; headers: Record<string, string>; body: string; now: number }>) =>
    () =>
      verifyRequest(
        change.key ?? key,
        change.audience ?? 'stations',
        change.headers ?? headers,
        change.body ?? body,
        change.now ?? now,
      );

  it('carries the context', () => {
    expect(verifying({})()).toEqual(context);
  });

  it.each([
    ['no signature', { headers: {} }],
    ['another body', { body: `${body} ` }],
    ['another subgraph', { audience: 'projects' }],
    ['another key', { key: Buffer.alloc(32, 8) }],
    ['an old request', { now: now + 31_000 }],
    ['a request from the future', { now: now - 31_000 }],
    [
      'a forged context',
      {
        headers: {
          ...headers,
          'x-lianxin-context': Buffer.from('{"principal":{"roles":["OFFICE_CLERK"]}}').toString('base64url'),
        },
      },
    ],
    [
      'a cut signature',
      { headers: { ...headers, 'x-lianxin-signature': headers['x-lianxin-signature']?.slice(1) ?? '' } },
    ],
  ])('refuses %s', (_, change) => {
    expect(verifying(change)).toThrow('signed by the gateway');
  });
});
