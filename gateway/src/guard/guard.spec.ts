import { Role } from '@lianxin/subgraph-kit';
import { accessTokenMs, accessTokens } from './access-token.js';
import { credentialsOfConnection, credentialsOfHeaders } from './credentials.js';
import { isJsonBody, isOriginAllowed } from './cross-site.js';
import { createGuard } from './guard.js';
import { Revocations } from './revocations.js';

const principal = {
  accountId: 'a1',
  sessionId: 's1',
  displayName: '张代表',
  roles: [Role.REPRESENTATIVE],
  representativeId: 'r1',
};

describe('the guard', () => {
  let now = new Date('2026-03-05T00:00:00Z');
  const clock = { now: () => now };
  const tokens = accessTokens(Buffer.alloc(32, 1));
  beforeEach(() => (now = new Date('2026-03-05T00:00:00Z')));
  const setUp = () => {
    const revocations = new Revocations(clock);
    return { revocations, guard: createGuard(tokens, revocations, clock) };
  };
  const authorization = () => `Bearer ${tokens.sign(principal, 2, now).token}`;

  it('knows a principal by its token', () => {
    const { request, fault } = setUp().guard.establish({ authorization: authorization(), acceptLanguage: 'en-GB' });
    expect(fault).toBeNull();
    expect(request).toMatchObject({ principal, locale: 'en', session: { grantsVersion: 2 } });
  });

  it('takes no token for nobody, and a broken one for a fault', () => {
    const { guard } = setUp();
    expect(guard.establish({})).toMatchObject({ request: { principal: null }, fault: null });
    const [head, body, signature] = tokens.sign(principal, 2, now).token.split('.');
    const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const stranger = accessTokens(Buffer.alloc(32, 2)).sign(principal, 2, now).token;
    const broken = [
      '',
      'x',
      `${head}.${body}.`,
      `${none}.${body}.`,
      `${none}.${body}.${signature}`,
      `${head}.${body}x.${signature}`,
    ];
    for (const token of [...broken, stranger, 'a'.repeat(5_000)]) {
      const { request, fault } = guard.establish({ authorization: `Bearer ${token}` });
      expect([request.principal, fault?.code]).toEqual([null, 'UNAUTHENTICATED']);
    }
  });

  it('refuses tokens past their time, of ended sessions and of earlier grants', () => {
    const { guard, revocations } = setUp();
    const given = { authorization: authorization() };
    revocations.requireGrants('a1', 2);
    expect(guard.establish(given).fault).toBeNull();
    revocations.requireGrants('a1', 3);
    expect(guard.establish(given).fault?.code).toBe('SESSION_ENDED');
    const other = setUp();
    other.revocations.endSession('s1');
    expect(other.guard.establish(given).fault?.code).toBe('SESSION_ENDED');
    now = new Date(now.getTime() + accessTokenMs);
    expect(setUp().guard.establish(given).fault?.code).toBe('SESSION_ENDED');
  });

  it('lets who is known ask again as long as the session stands, each time under another id', () => {
    const { guard, revocations } = setUp();
    const before = guard.establish({
      authorization: authorization(),
      acceptLanguage: 'en',
      requestId: 'first',
    }).request;
    const { request, fault } = guard.again(before);
    expect(fault).toBeNull();
    expect(request).toEqual({ ...before, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    const nobody = guard.establish({}).request;
    expect(guard.again(nobody).fault).toBeNull();
    now = new Date(now.getTime() + accessTokenMs);
    expect(guard.again(before).fault?.code).toBe('SESSION_ENDED');
    now = new Date(now.getTime() - accessTokenMs);
    revocations.requireGrants('a1', 3);
    expect(guard.again(before).fault?.code).toBe('SESSION_ENDED');
    expect(guard.again(nobody).fault).toBeNull();
  });

  it('forgets revocations that no token can outlive', () => {
    const { revocations } = setUp();
    revocations.endSession('old');
    revocations.requireGrants('old', 1);
    now = new Date(now.getTime() + accessTokenMs);
    revocations.endSession('new');
    expect(revocations.size).toBe(1);
  });

  it('keeps harmless request ids only', () => {
    const { guard } = setUp();
    expect(guard.establish({ requestId: 'trace:1.2_3-4' }).request.requestId).toBe('trace:1.2_3-4');
    for (const requestId of ['', 'a b', 'x'.repeat(65), 'a\nb', '-a']) {
      expect(guard.establish({ requestId }).request.requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('takes a socket at its connection parameters, then at its headers', () => {
    const headers = credentialsOfHeaders({ authorization: 'Bearer h', 'accept-language': 'en' });
    expect(credentialsOfConnection({ Authorization: 'Bearer p', 'Accept-Language': 'zh' }, headers)).toMatchObject({
      authorization: 'Bearer p',
      acceptLanguage: 'zh',
    });
    expect(credentialsOfConnection({ authorization: 7 }, headers).authorization).toBe('Bearer h');
    expect(credentialsOfConnection(undefined, {}).authorization).toBeUndefined();
  });

  it('tells JSON from what a form could send', () => {
    const json = ['application/json', 'Application/JSON; charset=UTF-8', 'application/json;charset="utf-8"'];
    for (const type of json) expect(isJsonBody({ 'content-type': type })).toBe(true);
    const others = ['text/plain', 'text/plain;application/json', 'application/jsonp', 'application/json; charset=gbk'];
    for (const type of others) expect(isJsonBody({ 'content-type': type })).toBe(false);
    expect(isJsonBody({ 'content-type': 'application/json', 'content-encoding': 'gzip' })).toBe(false);
  });

  it('lets pages of listed origins and our own open sockets', () => {
    const list = ['https://portal.example'];
    expect(isOriginAllowed({ origin: 'https://Portal.example' }, list)).toBe(true);
    expect(isOriginAllowed({ origin: 'http://lianxin.example:4000', host: 'lianxin.example:4000' }, list)).toBe(true);
    expect(isOriginAllowed({ origin: 'https://evil.example', host: 'lianxin.example' }, list)).toBe(false);
    expect(isOriginAllowed({ origin: 'null', host: 'lianxin.example' }, list)).toBe(false);
    expect(isOriginAllowed({}, list)).toBe(true);
    expect(isOriginAllowed({ origin: 'https://evil.example' }, [])).toBe(true);
  });
});
