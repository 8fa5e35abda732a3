import { createHmac, randomUUID } from 'node:crypto';
import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { password } from '../cast.js';
import { type Answered, bearer } from '../client.js';
import type { World } from '../e2e-world.js';
import { journeyIn } from '../journey.js';
import { inTime, type LiveStream } from '../live-client.js';
import { cityRegion } from '../places.js';

const cursorsOf = (stream: LiveStream, field: string): string[] =>
  stream.received.map(({ data }) => data[field].cursor);
const codeOf = async (stream: LiveStream): Promise<unknown> => (await stream.next()).errors?.[0]?.extensions['code'];

/** A token of this installation with whatever times it is given. */
function tokenOf({ keys, cast }: World, expiresInS: number): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'lianxin',
    sub: cast.accountIds.liaison,
    sid: randomUUID(),
    name: '林联络',
    roles: ['LIAISON_OFFICER'],
    stationId: cast.stationId,
  };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...claims, grants: 1_000, iat, exp: iat + expiresInS })}`;
  return `${signed}.${createHmac('sha256', keys.token).update(signed).digest('base64url')}`;
}

/** Streams that break, go on, and end. */
export function describeLive(world: () => World): void {
  describe('live', () => {
    it.each(['socket', 'sse'] as const)(
      'goes on behind the cursor after a dropped %s, without gap or repeat',
      async (face) => {
        const { cast, subscribe } = world();
        const { collect, step } = journeyIn(world());
        const feed = { stationId: cast.stationId };
        const steady = await subscribe('office', 'StationFeed', feed, 'socket');
        const shaky = await subscribe('liaison', 'StationFeed', feed, face);
        const burst = Promise.all(
          Array.from({ length: 20 }, async (_, n) => {
            const it = await collect('liaison', { channel: 'PHONE', title: `来电 ${n}` });
            await step('liaison', 'AdmitSuggestion', it, { categoryCode: 'c1', urgency: 'NORMAL' });
          }),
        );
        const before = (await shaky.take(7)).map(({ data }) => data.stationFeed.cursor);
        shaky.drop();
        await shaky.ended;
        const resumed = await subscribe('liaison', 'StationFeed', { ...feed, after: before.at(-1) }, face);
        await burst;
        await Promise.all([resumed.take(33), steady.take(40)]);
        await collect('liaison', { channel: 'PHONE', title: '最后一个' });
        await Promise.all([resumed.next(), steady.next()]);
        const whole = cursorsOf(steady, 'stationFeed');
        expect(whole).toHaveLength(41);
        expect([...before, ...cursorsOf(resumed, 'stationFeed')]).toEqual(whole);
      },
    );

    it('begins with what was missed, however long ago', async () => {
      const { subscribe } = world();
      const { bring, step } = journeyIn(world());
      const it = await bring('COLLECTED');
      const early = await subscribe('constituent', 'SuggestionProgress', { id: it.id });
      const admitted = await step('liaison', 'AdmitSuggestion', it, { categoryCode: 'c1', urgency: 'URGENT' });
      const { cursor } = (await early.next()).data.suggestionProgress;
      await early.close();
      await step('liaison', 'ReplySuggestion', admitted, { resultCode: 'EXPLAINED', text: '说明。' });
      const late = await subscribe('constituent', 'SuggestionProgress', { id: it.id, after: cursor }, 'sse');
      expect((await late.next()).data.suggestionProgress).toMatchObject({
        action: 'SELF_ANSWER',
        toStatus: 'REPLIED',
        suggestion: { status: 'REPLIED' },
      });
    });

    it('passes over what the subscriber may not see', async () => {
      const { cast, subscribe } = world();
      const { collect, step } = journeyIn(world());
      // A deputy may follow any station, and sees there what was given to this deputy.
      const feed = await subscribe('representative', 'StationFeed', { stationId: cast.otherStationId });
      const all = await subscribe('office', 'StationFeed', { stationId: cast.otherStationId });
      const at = { stationId: cast.otherStationId, channel: 'VISIT' };
      const hidden = await collect('otherLiaison', at);
      let it = await collect('otherLiaison', at);
      it = await step('otherLiaison', 'AdmitSuggestion', it, { categoryCode: 'c1', urgency: 'NORMAL' });
      await all.take(3);
      it = await step('otherLiaison', 'DispatchSuggestion', it, { representativeId: cast.representativeId });
      await step('otherLiaison', 'AdmitSuggestion', hidden, { categoryCode: 'c1', urgency: 'NORMAL' });
      it = await step('representative', 'AcceptSuggestion', it);
      const seen: Answered[] = [];
      while (seen.at(-1)?.action !== 'ACCEPT') seen.push((await feed.next()).data.stationFeed);
      expect(seen.map(({ action }) => action)).toEqual(expect.arrayContaining(['DISPATCH', 'ACCEPT']));
      expect(seen.map(({ suggestion }) => suggestion.id)).toEqual(seen.map(() => it.id));
    });

    it('ends every stream of a session that signs out, at once', async () => {
      const { cast, signIn, post, subscribe } = world();
      const token = await signIn('liaison', { fresh: true });
      const feed = { stationId: cast.stationId };
      const streams = [
        await subscribe({ token }, 'StationFeed', feed, 'socket'),
        await subscribe({ token }, 'StationFeed', feed, 'sse'),
      ];
      const begun = performance.now();
      expectOk(await post({ query: 'mutation { signOut { signedOut } }' }, bearer(token)));
      await journeyIn(world()).collect();
      const endings = await Promise.all(
        streams.map(async (stream) => [await codeOf(stream), await inTime(stream.ended, 'end', 5_000)]),
      );
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect(endings).toEqual([
        ['SESSION_ENDED', 4403],
        ['SESSION_ENDED', null],
      ]);
      expect(streams.map(({ received }) => received.length)).toEqual([1, 1]);
      expectErrorCode(await post({ query: '{ viewer { id } }' }, bearer(token)), 'SESSION_ENDED');
    });

    it('ends the streams of somebody who loses a role', async () => {
      const { cast, identity, signIn, subscribe } = world();
      const username = `leaver-${randomUUID()}`;
      const grants = [{ role: Role.INSPECTOR, regionCode: cityRegion }];
      const { accountId } = await identity.createAccount({ username, displayName: '离任督查', password, grants });
      const token = await signIn(username);
      const streams = [
        await subscribe({ token }, 'StationFeed', { stationId: cast.stationId }, 'socket'),
        await subscribe({ token }, 'UnitInbox', { unitId: cast.units.town }, 'sse'),
      ];
      await identity.setGrants(accountId, []);
      expect(await Promise.all(streams.map(codeOf))).toEqual(['SESSION_ENDED', 'SESSION_ENDED']);
      expect(await Promise.all(streams.map(({ ended }) => inTime(ended, 'end', 5_000)))).toEqual([4403, null]);
    });

    it('says what is wrong with a cursor', async () => {
      const { cast, subscribe } = world();
      const ask = async (after: string): Promise<LiveStream> =>
        subscribe('liaison', 'StationFeed', { stationId: cast.stationId, after });
      expect(await codeOf(await ask('nonsense'))).toBe('INVALID_CURSOR');
      const ahead = Buffer.from(`log:99999999:${String(99_999_999 % 97).padStart(2, '0')}`).toString('base64url');
      expect(await codeOf(await ask(ahead))).toBe('RESYNC');
    });

    it('refuses tokens that are broken or past their time, on every face', async () => {
      const { cast, post, subscribe } = world();
      const feed = { stationId: cast.stationId };
      const query = '{ viewer { displayName } }';
      expect(expectOk<Answered>(await post({ query }, bearer(tokenOf(world(), 60)))).viewer.displayName).toBe('林联络');
      const bad = {
        'x.y.z': 'UNAUTHENTICATED',
        [`${tokenOf(world(), 60)}x`]: 'UNAUTHENTICATED',
        [tokenOf(world(), -1)]: 'SESSION_ENDED',
      };
      for (const [token, code] of Object.entries(bad)) {
        const answer = await post({ query }, bearer(token));
        expect(answer.status).toBe(401);
        expectErrorCode(answer, code);
        expect(await codeOf(await subscribe({ token }, 'StationFeed', feed, 'sse'))).toBe(code);
        const socket = await subscribe({ token }, 'StationFeed', feed, 'socket');
        expect([await socket.ended, socket.received.length]).toEqual([4403, 0]);
      }
      expect(await codeOf(await subscribe({ token: null }, 'StationFeed', feed))).toBe('UNAUTHENTICATED');
    });
  });
}
