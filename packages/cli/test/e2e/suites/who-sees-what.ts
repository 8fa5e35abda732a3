import { randomUUID } from 'node:crypto';
import { expectErrorCode, expectOk, expectRefused } from '@lianxin/testing';
import type { Player } from '../cast.js';
import type { Answer, Answered } from '../client.js';
import type { World } from '../e2e-world.js';
import { journeyIn, resultOf } from '../journey.js';

/** Who may see and do what, on every way there is. */
export function describeWhoSeesWhat(world: () => World): void {
  describe('who sees what', () => {
    const detailFor = async (who: Player | null, id: string): Promise<Answered> =>
      expectOk<Answered>(await world().send(who, 'SuggestionDetail', { id })).suggestion;
    const visibleIds = async (who: Player): Promise<string[]> => {
      const all =
        '{ suggestions(first: 100, orderBy: { field: COLLECTED_AT, direction: DESC }) { edges { node { id } } } }';
      return expectOk<Answered>(await world().send(who, all)).suggestions.edges.map(({ node }: Answered) => node.id);
    };
    const errorsOf = ({ errors }: Pick<Answer, 'errors'>) =>
      errors?.map(({ message, path, extensions: { code } }) => ({ message, path, code }));

    it.each<Player | null>([null, 'stranger', 'otherLiaison', 'unit'])('answers %s like a missing one', async (who) => {
      const { send, subscribe } = world();
      const { id } = await journeyIn(world()).bring('COLLECTED');
      const missing = randomUUID();
      expect(await detailFor(who, id)).toBeNull();
      expect(await detailFor(who, missing)).toBeNull();
      const command = (of: string): Promise<Answer> =>
        send(who, 'AdmitSuggestion', {
          input: { idempotencyKey: randomUUID(), id: of, expectedVersion: 1, categoryCode: 'c1', urgency: 'NORMAL' },
        });
      const [strange, absent] = [await command(id), await command(missing)];
      expectErrorCode(strange, 'NOT_FOUND');
      expect(errorsOf(strange)).toEqual(errorsOf(absent));
      if (who === null) return;
      expect(await visibleIds(who)).not.toContain(id);
      for (const face of ['socket', 'sse'] as const) {
        const [hidden, none] = [
          await (await subscribe(who, 'SuggestionProgress', { id }, face)).next(),
          await (await subscribe(who, 'SuggestionProgress', { id: missing }, face)).next(),
        ];
        expect(errorsOf(hidden as Answer)).toEqual(errorsOf(none as Answer));
        expect(hidden.errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
      }
    });

    it('hides a station from the officer of another one', async () => {
      const { cast, send, subscribe } = world();
      const it = await journeyIn(world()).bring('COLLECTED');
      const queue = expectOk<Answered>(
        await send('otherLiaison', 'StationQueue', { stationId: cast.stationId, first: 10 }),
      ).station;
      expect(queue).toMatchObject({ name: '城东街道代表联络站', suggestions: { totalCount: 0, edges: [] } });
      expect(await visibleIds('otherLiaison')).not.toContain(it.id);
      const feed = await subscribe('otherLiaison', 'StationFeed', { stationId: cast.stationId });
      expect((await feed.next()).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      expectRefused(await journeyIn(world()).collect('otherLiaison', { channel: 'STATION_DESK' }), 'NOT_YOUR_STATION');
    });

    it('shows a case to the unit from its dispatch on, to an assisting one without a say', async () => {
      const { cast, subscribe } = world();
      const { bring, step } = journeyIn(world());
      const admitted = await bring('ADMITTED');
      expect([await detailFor('unit', admitted.id), await detailFor('otherUnit', admitted.id)]).toEqual([null, null]);
      const to = { leadUnitId: cast.units.town, assistUnitIds: [cast.units.housing] };
      const it = await step('liaison', 'DispatchSuggestion', admitted, to);
      expect(await detailFor('unit', it.id)).toMatchObject({ id: it.id, content: expect.any(String) });
      expect(await detailFor('otherUnit', it.id)).toMatchObject({ id: it.id });
      expectRefused(await step('otherUnit', 'AcceptSuggestion', it), 'NOT_YOUR_UNIT');
      const inbox = await subscribe('unit', 'UnitInbox', { unitId: cast.units.housing });
      expect((await inbox.next()).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    });

    it('never tells a rating to whom it rates', async () => {
      const { send } = world();
      const { bring, step } = journeyIn(world());
      const replied = await bring('REPLIED');
      await step('constituent', 'EvaluateSuggestion', replied, { rating: 'NOT_SATISFIED', reason: '态度生硬' });
      for (const who of ['unit', 'representative'] as const) {
        const seen = await detailFor(who, replied.id);
        expect(seen.evaluation).toBeNull();
        expect(JSON.stringify(seen)).not.toContain('态度生硬');
        expectErrorCode(
          await send(who, '{ suggestions(first: 1, filter: { rating: [NOT_SATISFIED] }) { totalCount } }'),
          'FORBIDDEN',
        );
      }
      for (const who of ['office', 'inspector', 'liaison', 'constituent'] as const) {
        expect((await detailFor(who, replied.id)).evaluation.rating).toBe('NOT_SATISFIED');
      }
    });

    it('lets an analyst count, not read', async () => {
      const { send } = world();
      const it = await journeyIn(world()).bring('REPLIED');
      const document =
        '($id: ID!) { suggestion(id: $id) { number status content constituent { displayName phoneMasked } reply { resultCode text } } }';
      const { suggestion } = expectOk<Answered>(await send('analyst', `query ${document}`, { id: it.id }));
      expect(suggestion).toMatchObject({
        status: 'REPLIED',
        content: null,
        constituent: null,
        reply: { resultCode: 'RESOLVED', text: null },
      });
    });

    it('shows contact data to the unit only with consent, and masked', async () => {
      const { cast, send } = world();
      const { bring, step } = journeyIn(world());
      const constituentFor = async (who: Player, contactConsent: boolean): Promise<Answered> => {
        const constituent = { anonymous: false, contactConsent, name: '胡小居', phone: '13800001234' };
        const it = await step('liaison', 'DispatchSuggestion', await bring('ADMITTED', { constituent }), {
          leadUnitId: cast.units.town,
        });
        const answer = await send(
          who,
          'query ($id: ID!) { suggestion(id: $id) { constituent { displayName phoneMasked } } }',
          { id: it.id },
        );
        return expectOk<Answered>(answer).suggestion.constituent;
      };
      expect(await constituentFor('unit', false)).toBeNull();
      const masked = { displayName: '胡*', phoneMasked: '138****1234' };
      expect(await constituentFor('unit', true)).toEqual(masked);
      expect(await constituentFor('liaison', false)).toEqual(masked);
    });

    it('collects from somebody without an account by the code on the wall, and only by it', async () => {
      const { cast, send } = world();
      const words = {
        title: '斑马线褪色',
        content: '实验小学门口斑马线看不清。',
        channel: 'STATION_CODE',
        constituent: { anonymous: true, contactConsent: false },
      };
      await journeyIn(world()).collect('constituent', { ...words, channel: 'PORTAL' });
      const collect = (more: object): Promise<Answer> =>
        send(null, 'CollectSuggestion', { input: { idempotencyKey: randomUUID(), ...words, ...more } });
      const it = resultOf(await collect({ stationCode: cast.stationCode }));
      // What others said of the same matter is not told to a passer-by.
      expect(it).toMatchObject({ status: 'COLLECTED', number: expect.any(String), possibleDuplicates: [] });
      expect(await detailFor(null, it.id)).toBeNull();
      expect(await detailFor('liaison', it.id)).toMatchObject({
        title: '斑马线褪色',
        timeline: { edges: [{ node: { actor: { displayName: '匿名' } } }] },
      });
      expectErrorCode(await collect({ stationId: cast.stationId }), 'UNAUTHENTICATED');
      expectRefused(resultOf(await collect({ stationCode: 'no-such-code' })), 'STATION_UNKNOWN');
      expect(
        expectOk<Answered>(await send(null, '{ suggestions(first: 1) { totalCount } }')).suggestions.totalCount,
      ).toBe(0);
    });
  });
}
