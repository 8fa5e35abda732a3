import { randomUUID } from 'node:crypto';
import { systemClock } from '@lianxin/calendar';
import { createSuggestionsSubgraph, expireRatings } from '@lianxin/suggestions';
import { expectErrorCode, expectOk, expectRefused } from '@lianxin/testing';
import type { Answered } from '../client.js';
import type { World } from '../e2e-world.js';
import { journeyIn, resolved } from '../journey.js';

const dayMs = 24 * 3_600_000;

/** Lets the rating windows of the next thirty days pass at once, as the housekeeping does when they have. */
async function expireWindows({ urlFor, keys }: World): Promise<void> {
  const clock = { now: () => new Date(systemClock.now().getTime() + 30 * dayMs) };
  const subgraph = await createSuggestionsSubgraph({ databaseUrl: urlFor('suggestions'), clock, keys });
  await expireRatings(subgraph.services).finally(() => subgraph.stop());
}

/** Every command beside the straight way: 不予受理, 并案, 撤回, 退单, 重办, 挂牌督办, 期满. */
export function describeCommands(world: () => World): void {
  describe('every command', () => {
    const detail = async (id: string): Promise<Answered> =>
      expectOk<Answered>(await world().send('office', 'SuggestionDetail', { id })).suggestion;

    it('rejects with a reason, and the person reads it', async () => {
      const { bring, step } = journeyIn(world());
      const it = await bring('COLLECTED');
      expectRefused(await step('liaison', 'RejectSuggestion', it, { reason: ' ' }), 'REASON_REQUIRED');
      const rejected = await step('liaison', 'RejectSuggestion', it, { reason: '涉诉事项', adviceChannel: '人民法院' });
      expect(rejected).toMatchObject({ id: it.id, status: 'REJECTED', version: 2 });
      const { timeline, stage } = expectOk<Answered>(
        await world().send('constituent', 'SuggestionDetail', { id: it.id }),
      ).suggestion;
      expect(stage).toBeNull();
      expect(timeline.edges[1].node.note).toContain('涉诉事项');
      expect(timeline.edges[1].node.note).toContain('人民法院');
    });

    it('finds what reads alike, and merges it', async () => {
      const { collect, step } = journeyIn(world());
      const words = { title: '滨江公园健身器材损坏', content: '滨江公园东门的健身器材坏了三台,老人孩子无法使用。' };
      const into = await collect('constituent', words);
      const it = await collect('liaison', { ...words, channel: 'STATION_DESK' });
      expect(it.possibleDuplicates[0]).toMatchObject({ suggestion: { id: into.id, number: into.number } });
      expectRefused(await step('liaison', 'MergeSuggestion', it, { intoId: it.id }), 'MERGE_TARGET_INVALID');
      const merged = await step('liaison', 'MergeSuggestion', it, { intoId: into.id });
      expect(merged).toMatchObject({ status: 'MERGED', version: 2, mergedInto: { id: into.id, number: into.number } });
    });

    it('lets the person withdraw until it is admitted', async () => {
      const { bring, step } = journeyIn(world());
      const early = await bring('COLLECTED');
      expect(await step('constituent', 'WithdrawSuggestion', early, { reason: '已自行解决' })).toMatchObject({
        status: 'WITHDRAWN',
        stage: null,
      });
      expectRefused(await step('constituent', 'WithdrawSuggestion', await bring('ADMITTED')), 'NOT_IN_STATE');
    });

    it('takes a case back from a unit, and designates the unit when it may not return it', async () => {
      const { cast } = world();
      const { bring, step } = journeyIn(world());
      let it = await bring('ADMITTED');
      expectRefused(
        await step('liaison', 'DispatchSuggestion', it, { leadUnitId: cast.units.traffic }),
        'LEAD_OUTSIDE_CATALOG',
      );
      it = await step('liaison', 'DispatchSuggestion', it, { leadUnitId: cast.units.housing });
      expectRefused(await step('otherUnit', 'RequestReturn', it, { reason: '' }), 'REASON_REQUIRED');
      it = await step('otherUnit', 'RequestReturn', it, { reason: '属街道职责', suggestedUnitId: cast.units.town });
      expect(it).toMatchObject({ stage: 'DISPATCH', status: 'RETURN_PENDING' });
      it = await step('office', 'DecideReturn', it, { approve: true });
      expect(it).toMatchObject({ status: 'ADMITTED' });
      it = await step('liaison', 'DispatchSuggestion', it, { leadUnitId: cast.units.town });
      it = await step('unit', 'RequestReturn', it, { reason: '人手不足' });
      expectRefused(await step('office', 'DecideReturn', it, { approve: false }), 'REASON_REQUIRED');
      it = await step('office', 'DecideReturn', it, { approve: false, reason: '职责清单第 12 项' });
      expect(it).toMatchObject({ status: 'IN_PROGRESS', designated: true });
      expect(await step('unit', 'ReplySuggestion', it, resolved)).toMatchObject({ status: 'REPLIED' });
    });

    it('asks of a reply what it promises', async () => {
      const { bring, step } = journeyIn(world());
      const it = await bring('IN_PROGRESS');
      const reply = (input: object): Promise<Answered> =>
        step('unit', 'ReplySuggestion', it, { text: '答复', ...input });
      expectRefused(await reply({ resultCode: 'RESOLVED' }), 'CONTACT_RECORD_REQUIRED');
      expectRefused(await reply({ resultCode: 'PLANNED' }), 'PROMISED_DATE_REQUIRED');
      expectRefused(await reply({ resultCode: 'PLANNED', promisedDate: '2020-01-01' }), 'PROMISED_DATE_IN_PAST');
      expect(await reply({ resultCode: 'PLANNED', promisedDate: '2099-01-01' })).toMatchObject({ status: 'REPLIED' });
    });

    it('lets the station answer at once, and a deputy handle what was given to the deputy', async () => {
      const { cast } = world();
      const { bring, step } = journeyIn(world());
      const self = await step('liaison', 'ReplySuggestion', await bring('ADMITTED'), {
        resultCode: 'EXPLAINED',
        text: '政策说明。',
      });
      expect(self).toMatchObject({ status: 'REPLIED' });
      let it = await step('liaison', 'DispatchSuggestion', await bring('ADMITTED'), {
        representativeId: cast.representativeId,
      });
      it = await step('representative', 'AcceptSuggestion', it);
      it = await step('representative', 'ReplySuggestion', it, { resultCode: 'EXPLAINED', text: '已走访。' });
      expect(it).toMatchObject({ status: 'REPLIED' });
    });

    it('opens rework when the person is not satisfied, escalates after two, and ends with a public reason', async () => {
      const { cast, send } = world();
      const { bring, step, answer } = journeyIn(world());
      let it = await bring('REPLIED');
      expectRefused(
        await step('constituent', 'EvaluateSuggestion', it, { rating: 'NOT_SATISFIED' }),
        'REASON_REQUIRED',
      );
      expectRefused(await step('constituent', 'EvaluateSuggestion', it, { rating: 'UNRATED' }), 'RATING_NOT_ALLOWED');
      const unhappy = { rating: 'NOT_SATISFIED', reason: '没有修好' };
      for (const reworkNo of [1, 2]) {
        it = await step('constituent', 'EvaluateSuggestion', it, unhappy);
        expect(it).toMatchObject({ status: 'REWORK', stage: 'ACCEPT' });
        expectRefused(
          await step('liaison', 'DispatchSuggestion', it, { leadUnitId: cast.units.town }),
          'ROLE_NOT_PERMITTED',
        );
        it = await step('office', 'DispatchSuggestion', it, {
          leadUnitId: cast.units.town,
          representativeId: cast.representativeId,
        });
        expect(it).toMatchObject({ status: 'DISPATCHED' });
        it = await answer(it);
        expect(await detail(it.id)).toMatchObject({ status: 'REPLIED' });
        expect(reworkNo).toBeLessThan(3);
      }
      it = await step('constituent', 'EvaluateSuggestion', it, unhappy);
      expect(it).toMatchObject({ status: 'ESCALATED' });
      expectRefused(await step('office', 'CloseSuggestion', it, { reason: '' }), 'REASON_REQUIRED');
      it = await step('inspector', 'CloseSuggestion', it, { reason: '已约谈,列入次年改造' });
      expect(it).toMatchObject({ status: 'CLOSED', reworkNo: 2 });

      const { edges } = expectOk<Answered>(await send('analyst', 'CrossCut', { first: 100 })).suggestions;
      expect(edges.find(({ node }: Answered) => node.number === it.number).node).toEqual({
        number: it.number,
        category: { name: '市政道路' },
        leadUnit: {
          name: '城东街道办事处',
          projects: { edges: [{ node: { name: '民生项目P1', light: expect.any(String) } }] },
        },
        station: {
          name: '城东街道代表联络站',
          region: {
            name: '城东街道',
            projects: { edges: [{ node: { name: '民生项目P2', satisfaction: { verdict: expect.any(String) } } }] },
          },
        },
        representative: {
          name: '施代表',
          dutyIndex: { score: null },
          proposals: { edges: [{ node: { number: 'A1', resultClass: 'A', outcomeRating: 'SATISFIED' } }] },
        },
      });
    });

    it('records silence as UNRATED when the window ends, and tells whoever follows', async () => {
      const { bring } = journeyIn(world());
      const it = await bring('REPLIED');
      const phone = await world().subscribe('constituent', 'SuggestionProgress', { id: it.id });
      await expireWindows(world());
      expect((await phone.next()).data.suggestionProgress).toMatchObject({
        action: 'EXPIRE',
        toStatus: 'CLOSED',
        actor: { role: 'SYSTEM' },
      });
      expect(await detail(it.id)).toMatchObject({ status: 'CLOSED', evaluation: { rating: 'UNRATED' } });
    });

    it('refuses what is no text, no category, no phone and no version', async () => {
      const { collect, step, bring } = journeyIn(world());
      expectRefused(await collect('constituent', { title: ' \u200b ' }), 'TEXT_REQUIRED');
      expectRefused(await collect('constituent', { title: '长'.repeat(201) }), 'TEXT_TOO_LONG');
      expectRefused(await collect('constituent', { categoryCode: 'none' }), 'CATEGORY_UNKNOWN');
      const constituent = { anonymous: false, contactConsent: false, phone: '没有电话' };
      expectRefused(await collect('constituent', { constituent }), 'PHONE_INVALID');
      expectRefused(
        await collect('constituent', { constituent: { ...constituent, anonymous: true } }),
        'ANONYMOUS_WITH_IDENTITY',
      );
      const it = await bring('COLLECTED');
      expectRefused(
        await step('liaison', 'AdmitSuggestion', { ...it, version: 7 }, { categoryCode: 'c1', urgency: 'NORMAL' }),
        'VERSION_CONFLICT',
      );
      const missing = {
        input: {
          idempotencyKey: randomUUID(),
          id: randomUUID(),
          expectedVersion: 1,
          categoryCode: 'c1',
          urgency: 'NORMAL',
        },
      };
      expectErrorCode(await world().send('liaison', 'AdmitSuggestion', missing), 'NOT_FOUND');
    });
  });
}
