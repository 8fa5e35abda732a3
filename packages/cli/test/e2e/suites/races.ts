import { randomUUID } from 'node:crypto';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import type { Answered } from '../client.js';
import type { World } from '../e2e-world.js';
import { journeyIn, resultOf } from '../journey.js';

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Writers that meet, and commands that are sent again. */
export function describeRaces(world: () => World): void {
  describe('races and retries', () => {
    const historyOf = async (id: string): Promise<string[]> => {
      const { suggestion } = expectOk<Answered>(await world().send('office', 'SuggestionDetail', { id }));
      return suggestion.timeline.edges.map(({ node }: Answered) => node.action);
    };

    it('lets exactly one of two writers on one version win', async () => {
      const { bring, step } = journeyIn(world());
      for (const writers of [2, 8]) {
        const it = await bring('COLLECTED');
        const answers = await Promise.all(
          times(writers, (n) =>
            n % 2 === 0
              ? step('liaison', 'AdmitSuggestion', it, { categoryCode: 'c1', urgency: 'NORMAL' })
              : step('liaison', 'RejectSuggestion', it, { reason: '不属受理范围' }),
          ),
        );
        const won = answers.filter(({ version }) => version === 2);
        const lost = answers.filter(({ code }) => code === 'VERSION_CONFLICT');
        expect([won.length, lost.length]).toEqual([1, writers - 1]);
        expect(await historyOf(it.id)).toEqual(['COLLECT', won[0].status === 'ADMITTED' ? 'ADMIT' : 'REJECT']);
      }
    });

    it('has one effect and one answer for one key, sent a hundred times', async () => {
      const { cast, send } = world();
      const { bring } = journeyIn(world());
      const input = {
        idempotencyKey: randomUUID(),
        stationId: cast.stationId,
        channel: 'PORTAL',
        title: '一百次',
        content: '同一请求发送一百次。',
        constituent: { anonymous: false, contactConsent: false },
      };
      const collected = await Promise.all(
        times(100, async () => resultOf(await send('constituent', 'CollectSuggestion', { input }))),
      );
      expect(new Set(collected.map(({ id, number, version }) => `${id} ${number} ${version}`)).size).toBe(1);
      const admit = {
        idempotencyKey: randomUUID(),
        id: collected[0].id,
        expectedVersion: 1,
        categoryCode: 'c1',
        urgency: 'NORMAL',
      };
      const admitted = await Promise.all(times(100, async () => send('liaison', 'AdmitSuggestion', { input: admit })));
      expect(new Set(admitted.map((answer) => JSON.stringify(resultOf(answer)))).size).toBe(1);
      expect(resultOf(admitted[0] ?? {})).toMatchObject({ status: 'ADMITTED', version: 2 });
      expect(await historyOf(collected[0].id)).toEqual(['COLLECT', 'ADMIT']);
      const later = await bring('COLLECTED');
      expect(later.id).not.toBe(collected[0].id);
      // The answer stays what it was when the suggestion has gone on.
      expect(resultOf(await send('constituent', 'CollectSuggestion', { input }))).toMatchObject({
        status: 'COLLECTED',
        version: 1,
      });
    });

    it('refuses a key that comes with another input, and keeps keys of accounts apart', async () => {
      const { cast, send } = world();
      const input = {
        idempotencyKey: randomUUID(),
        stationId: cast.stationId,
        channel: 'PORTAL',
        title: '甲',
        content: '甲的内容。',
        constituent: { anonymous: false, contactConsent: false },
      };
      const first = resultOf(await send('constituent', 'CollectSuggestion', { input }));
      expectErrorCode(
        await send('constituent', 'CollectSuggestion', { input: { ...input, title: '乙' } }),
        'IDEMPOTENCY_KEY_REUSED',
      );
      const withdraw = { idempotencyKey: input.idempotencyKey, id: first.id, expectedVersion: 1 };
      expectErrorCode(await send('constituent', 'WithdrawSuggestion', { input: withdraw }), 'IDEMPOTENCY_KEY_REUSED');
      const other = resultOf(await send('stranger', 'CollectSuggestion', { input }));
      expect(other.id).not.toBe(first.id);
    });

    it('leaves no key behind when it refuses, so that the corrected command passes', async () => {
      const { send } = world();
      const it = await journeyIn(world()).bring('COLLECTED');
      const input = { idempotencyKey: randomUUID(), id: it.id, expectedVersion: 1, reason: '' };
      expect(resultOf(await send('liaison', 'RejectSuggestion', { input }))).toMatchObject({ code: 'REASON_REQUIRED' });
      expect(
        resultOf(await send('liaison', 'RejectSuggestion', { input: { ...input, reason: '重复' } })),
      ).toMatchObject({ status: 'REJECTED' });
    });
  });
}
