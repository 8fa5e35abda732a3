import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk, expectRefused } from '@lianxin/testing';
import { createWorld, password, type World } from './gateway-world.js';

const signIn = `mutation($input: SignInInput!) { signIn(input: $input) {
  ... on Session { token expiresAt refreshToken viewer { id displayName roles unit { id name } } }
  ... on Refusal { code message } } }`;
const refresh = `mutation($input: RefreshSessionInput!) { refreshSession(input: $input) {
  ... on Session { token refreshToken } ... on Refusal { code } } }`;
const viewer = '{ viewer { id displayName roles unit { name } station { id } } }';

/** What the fields of these operations answer, as far as the tests look. */
interface Shape {
  readonly token: string;
  readonly refreshToken: string;
  readonly code: string;
  readonly roles: readonly string[];
  readonly viewer: object;
}
type Answered = Readonly<Record<'signIn' | 'refreshSession' | 'viewer', Shape>>;

describe('identity', () => {
  let world: World;
  beforeAll(async () => (world = await createWorld()));
  afterAll(() => world[Symbol.asyncDispose]());

  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const signInAs = (username: string, typed = password) =>
    world.post({ query: signIn, variables: { input: { username, password: typed } } });

  it('signs in and says who is asking, with fields from another subgraph', async () => {
    await world.account('Clerk', [{ role: Role.UNIT_CLERK, unitId: 'u7' }]);
    const { signIn: session } = expectOk<Answered>(await signInAs(' CLERK '));
    expect(session.viewer).toMatchObject({
      displayName: 'Clerk 名',
      roles: ['UNIT_CLERK'],
      unit: { id: 'u7', name: 'unit u7' },
    });
    const answer = expectOk<Answered>(await world.post({ query: viewer }, bearer(session.token)));
    expect(answer.viewer).toMatchObject({ unit: { name: 'unit u7' }, station: null });
    expect(expectOk(await world.post({ query: viewer }))).toEqual({ viewer: null });
  });

  it('refuses wrong passwords and unknown names alike, and locks after five failures', async () => {
    await world.account('locked', []);
    for (const username of ['locked', 'nobody']) {
      const aliases = [1, 2, 3, 4, 5, 6].map(
        (n) => `a${n}: signIn(input: { username: "${username}", password: "wrong" }) { ... on Refusal { code } }`,
      );
      const answer = expectOk<Record<string, Shape>>(await world.post({ query: `mutation { ${aliases.join(' ')} }` }));
      expect(Object.values(answer).map(({ code }) => code)).toEqual([
        ...Array<string>(5).fill('BAD_CREDENTIALS'),
        'ACCOUNT_LOCKED',
      ]);
    }
    const locked = await signInAs('locked');
    expect(expectRefused(locked, 'ACCOUNT_LOCKED').message).toContain('15 minutes');
    world.clock.advance(14 * 60_000);
    expectRefused(await signInAs('locked'), 'ACCOUNT_LOCKED');
    world.clock.advance(61_000);
    expect(expectOk<Answered>(await signInAs('locked')).signIn.token).toBeDefined();
  });

  it('tries five passwords at most however many come at once', async () => {
    await world.account('rushed', []);
    const answers = await Promise.all(Array.from({ length: 12 }, () => signInAs('rushed', 'wrong')));
    const codes = answers.map((answer) => expectOk<Answered>(answer).signIn.code).sort();
    expect(codes).toEqual([...Array<string>(7).fill('ACCOUNT_LOCKED'), ...Array<string>(5).fill('BAD_CREDENTIALS')]);
  });

  it('forgives failures after a success', async () => {
    await world.account('clumsy', []);
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 4; n += 1) expectRefused(await signInAs('clumsy', 'wrong'), 'BAD_CREDENTIALS');
      expect(expectOk<Answered>(await signInAs('clumsy')).signIn.token).toBeDefined();
    }
  });

  it('rotates refresh tokens and ends a session whose old one comes back', async () => {
    await world.account('rotating', []);
    const first = expectOk<Answered>(await signInAs('rotating')).signIn;
    const renew = (refreshToken: string) => world.post({ query: refresh, variables: { input: { refreshToken } } });
    const second = expectOk<Answered>(await renew(first.refreshToken)).refreshSession;
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expectOk(await world.post({ query: viewer }, bearer(second.token)));
    expectRefused(await renew(first.refreshToken), 'REFRESH_TOKEN_INVALID');
    expectRefused(await renew(second.refreshToken), 'REFRESH_TOKEN_INVALID');
    expectErrorCode(await world.post({ query: viewer }, bearer(second.token)), 'SESSION_ENDED');
    expectRefused(await renew('no such token'), 'REFRESH_TOKEN_INVALID');
  });

  it('refuses a signed-out token at once, here and at another gateway', async () => {
    await world.account('leaving', []);
    const token = await world.tokenOf('leaving');
    const other = await world.another();
    const askOther = async () =>
      (
        await fetch(`${other.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...bearer(token) },
          body: JSON.stringify({ query: viewer }),
        })
      ).status;
    expect(await askOther()).toBe(200);
    const signOut = { query: 'mutation { signOut { signedOut } }' };
    expect(expectOk(await world.post(signOut, bearer(token)))).toEqual({ signOut: { signedOut: true } });
    expect((await world.post({ query: viewer }, bearer(token))).status).toBe(401);
    await world.relay.drain();
    while ((await askOther()) !== 401) await new Promise((resolve) => setTimeout(resolve, 20));
    const third = await world.another();
    const answer = await fetch(`${third.url}/graphql?query=${encodeURIComponent(viewer)}`, { headers: bearer(token) });
    expect(answer.status).toBe(401);
  });

  it('refuses tokens made before a change of grants, and gives the new ones with a refresh', async () => {
    const id = await world.account('promoted', [{ role: Role.CONSTITUENT }]);
    const session = expectOk<Answered>(await signInAs('promoted')).signIn;
    await world.gateway.identity.setGrants(id, [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
    expectErrorCode(await world.post({ query: viewer }, bearer(session.token)), 'SESSION_ENDED');
    const input = { refreshToken: session.refreshToken };
    const renewed = expectOk<Answered>(await world.post({ query: refresh, variables: { input } })).refreshSession;
    expect(expectOk<Answered>(await world.post({ query: viewer }, bearer(renewed.token))).viewer.roles).toEqual([
      'OFFICE_CLERK',
    ]);
  });

  it('closes an account with its sessions', async () => {
    const id = await world.account('closing', []);
    const token = await world.tokenOf('closing');
    expect(await world.gateway.identity.disableAccount(id)).toBe(true);
    expectErrorCode(await world.post({ query: viewer }, bearer(token)), 'SESSION_ENDED');
    expectRefused(await signInAs('closing'), 'BAD_CREDENTIALS');
  });

  it('never lets one account be two administrators, in the program and in the database', async () => {
    const grants = [{ role: Role.SYSTEM_ADMIN }, { role: Role.AUDITOR }];
    await expect(world.account('mighty', grants)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const id = await world.account('admin', [{ role: Role.SYSTEM_ADMIN }]);
    const direct = world.db.queryText(`insert into identity.account_grant (account_id, role) values ($1, 'AUDITOR')`, [
      id,
    ]);
    await expect(direct).rejects.toThrow(/account_grant_one_administrator/);
    await expect(world.account('admin', [])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('records attempts for the auditor', async () => {
    const rows = await world.db.queryText<{ outcome: string }>(
      `select distinct outcome from identity.sign_in_attempt order by 1`,
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual([
      'DISABLED',
      'LOCKED',
      'SIGNED_IN',
      'UNKNOWN_ACCOUNT',
      'WRONG_PASSWORD',
    ]);
  });
});
