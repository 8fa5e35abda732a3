import { expectOk, expectRefused } from '@lianxin/testing';
import { contentHash } from '../../src/modules/duty-index/core/canonical-json.js';
import type { Json, SchemeCalls } from '../duty-schemes/scheme-calls.js';
import type { World } from '../gateway-world.js';
import type { Deeds } from './duty-world.js';
import { march, party, periodWorld } from './period-world.js';

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;

beforeAll(async () => ({ world, deeds, calls } = await periodWorld()));
afterAll(() => world[Symbol.asyncDispose]());

describe('the life of a period', () => {
  let period: Json;
  let frozen: Json;
  const place = { cohortId: 'party', period: march };

  beforeAll(async () => {
    await calls.done('office', 'saveIndexPolicy', { expectedVersion: 0, policy: party });
    await deeds.count();
  });

  it('is published once it is over, and once', async () => {
    expectRefused(await calls.run('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 }), 'NOT_IN_STATE');
    expectRefused(await calls.run('office', 'publishIndexPeriod', place), 'PERIOD_NOT_ENDED');
    await calls.at('2026-04-02T10:00:00+08:00');
    expectRefused(await calls.run('office', 'publishIndexPeriod', { ...place, cohortId: 'nobody' }), 'COHORT_EMPTY');
    ({ period } = await calls.done('office', 'publishIndexPeriod', place));
    // Five working days behind 2 April, over Tomb-Sweeping Day (4 to 6 April).
    expect(period).toMatchObject({ state: 'DRAFT', objectionsUntil: '2026-04-10T16:00:00.000Z' });
    expectRefused(await calls.run('office', 'publishIndexPeriod', place), 'NOT_IN_STATE');
  });

  it('hears each objection and answers it before it is frozen', async () => {
    const periodId = period.id;
    expectRefused(await calls.run('D1', 'raiseIndexObjection', { periodId, text: ' ' }), 'TEXT_REQUIRED');
    const { objection } = await calls.done('D1', 'raiseIndexObjection', { periodId, text: '3月30日已整改到位' });
    await calls.at('2026-04-11T00:00:00+08:00');
    expectRefused(await calls.run('D1', 'raiseIndexObjection', { periodId, text: '太晚' }), 'OBJECTION_WINDOW_CLOSED');
    expectRefused(
      await calls.run('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 }),
      'OBJECTIONS_UNANSWERED',
    );
    const answer = { objectionId: objection.id, expectedVersion: 1, upheld: false, answer: '验收在4月2日' };
    expect(await calls.done('office', 'answerIndexObjection', answer)).toMatchObject({
      objection: { state: 'REJECTED' },
    });
    expectRefused(await calls.run('office', 'answerIndexObjection', answer), 'NOT_IN_STATE');
    const list = `query ($id: ID!) { indexObjections(periodId: $id) { totalCount edges { node { text answer } } } }`;
    expect((await calls.ask('D1', list, { id: periodId })).indexObjections.totalCount).toBe(1);
  });

  it('tells of each step once, and of an objection without its words', async () => {
    await world.relay.drain();
    const told = await world.db.queryText<Json>(
      `select type, payload, topics from events.log where type like 'index_period%' or type like 'index_objection%' order by position`,
    );
    const deputy = { representativeId: 'D1', periodId: period.id };
    expect(told).toMatchObject([
      { type: 'index_period.changed', payload: { policyId: 'party', state: 'DRAFT', hash: null }, topics: [] },
      {
        type: 'index_period.told',
        payload: { state: 'DRAFT', representativeIds: ['D1', 'D2', 'D3', 'D4'] },
        topics: [],
      },
      { payload: { ...deputy, state: 'OPEN' }, topics: ['representative:D1'] },
      { payload: { ...deputy, state: 'REJECTED' }, topics: ['representative:D1'] },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/整改到位|验收/);
  });

  it('is frozen once, with a hash that anybody can compute', async () => {
    expectRefused(await calls.run('office', 'closeIndexPeriod', { ...place, expectedVersion: 7 }), 'VERSION_CONFLICT');
    ({ period: frozen } = await calls.done('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 }));
    expect(frozen).toMatchObject({ state: 'FROZEN', version: 2, frozenAt: '2026-04-10T16:00:00.000Z' });
    expectRefused(await calls.run('office', 'closeIndexPeriod', { ...place, expectedVersion: 2 }), 'NOT_IN_STATE');
    const members = await world.db.queryText<{ content: Json }>(
      'select content from duty_index.snapshot order by code',
    );
    const [row] = await world.db.queryText<Json>('select * from duty_index.period');
    const content = {
      policyId: 'party',
      version: 1,
      policyHash: frozen.policyHash,
      kind: 'MONTH',
      start: '2026-03-01',
      end: '2026-04-01',
      position: row.position,
      members: members.map((member) => member.content),
    };
    expect(contentHash(content)).toBe(frozen.hash);
    expect(members[0]!.content).toMatchObject({ representativeId: 'D1', scoreHundredths: 8_075 });
    await expect(world.db.queryText('delete from duty_index.snapshot')).rejects.toThrow('never changed');
  });

  it('stays as it was; what comes later stands beside it', async () => {
    deeds.rectification('D1-z5', 'D1');
    await deeds.count();
    const { deputies } = await calls.ask(
      'D1',
      `query ($period: PeriodInput!) { deputies(ids: ["D1"]) { dutyIndex(period: $period) { score currentScore
        period { state hash } corrections(first: 5) { totalCount edges { node { kind numerator denominator subject { id } } } } } } }`,
      { period: march },
    );
    expect(deputies[0].dutyIndex).toEqual({
      score: 80.75,
      currentScore: 88.75,
      period: { state: 'FROZEN', hash: frozen.hash },
      corrections: {
        totalCount: 1,
        edges: [{ node: { kind: 'RECTIFICATION', numerator: 1, denominator: 0, subject: { id: 'D1-z5' } } }],
      },
    });
  });

  it('is out of reach of new rules', async () => {
    const late = { ...party, minSample: 4 };
    const save = (effectiveFrom: string) =>
      calls.run('office', 'saveIndexPolicy', { expectedVersion: 1, policy: { ...late, effectiveFrom } });
    expectRefused(await save('2026-03-01'), 'POLICY_PERIOD_CLOSED');
    expect(expectOk<Json>(await save('2026-04-01')).saveIndexPolicy.policy.version).toBe(2);
    await deeds.count();
    const { indexPeriods } = await calls.ask(
      'D1',
      '{ indexPeriods(cohortId: "party") { edges { node { start policyVersion } } } }',
    );
    expect(indexPeriods.edges).toEqual([{ node: { start: '2026-03-01', policyVersion: 1 } }]);
  });
});
