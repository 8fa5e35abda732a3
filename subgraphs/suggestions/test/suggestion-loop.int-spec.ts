import { randomUUID } from 'node:crypto';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

describe('a suggestion on its way', () => {
  let world: SuggestionsWorld;
  beforeAll(async () => {
    world = await suggestionsWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const step = (
    who: Parameters<SuggestionsWorld['command']>[0],
    name: string,
    it: Record<string, unknown>,
    input: Record<string, unknown> = {},
  ) => world.command(who, name, { id: it['id'], expectedVersion: it['version'], ...input });

  it('goes from the resident through the unit back to the resident', async () => {
    const { unitId } = world;
    let it = await world.collect();
    expect(it).toMatchObject({ status: 'COLLECTED', stage: 'COLLECT', version: 1, dueAt: '2026-03-03T16:00:00.000Z' });
    expect(it['number']).toMatch(/^L20260302-\d{6}$/);
    it = await step('liaison', 'admitSuggestion', it, { categoryCode: 'c1-1', urgency: 'NORMAL' });
    expect(it).toMatchObject({ status: 'ADMITTED', version: 2 });
    it = await step('liaison', 'dispatchSuggestion', it, { leadUnitId: unitId('U1') });
    expect(it).toMatchObject({ status: 'DISPATCHED', stage: 'DISPATCH', light: 'GREEN' });
    it = await step('unit', 'acceptSuggestion', it);
    // Seven working days after Monday the 2nd end with Wednesday the 11th.
    expect(it).toMatchObject({ status: 'IN_PROGRESS', stage: 'ACCEPT', dueAt: '2026-03-11T16:00:00.000Z' });
    const incomplete = await step('unit', 'replySuggestion', it, { resultCode: 'RESOLVED', text: '已修复。' });
    expect(incomplete).toMatchObject({ code: 'CONTACT_RECORD_REQUIRED' });
    const contactRecord = { at: '2026-03-02T10:00:00+08:00', method: '电话', note: '已告知' };
    it = await step('unit', 'replySuggestion', it, { resultCode: 'RESOLVED', text: '已修复。', contactRecord });
    expect(it).toMatchObject({ status: 'REPLIED', stage: 'FEEDBACK', light: null });
    const unclear = await step('resident', 'evaluateSuggestion', it, { rating: 'NOT_SATISFIED' });
    expect(unclear).toMatchObject({ code: 'REASON_REQUIRED' });
    it = await step('resident', 'evaluateSuggestion', it, { rating: 'SATISFIED', attitudeRating: 'SATISFIED' });
    expect(it).toMatchObject({ status: 'CLOSED', stage: 'EVALUATE', version: 6, dueAt: null });

    const source = `query Q($id: ID!) { suggestion(id: $id) {
      constituent { displayName phoneMasked } category { name parent { name } } leadUnit { name }
      reply { text resultCode unit { name } } evaluation { rating }
      timeline { totalCount edges { node { action fromStatus toStatus actor { role displayName } } } } } }`;
    const seen = expectOk<{ suggestion: Record<string, unknown> }>(
      await world.send('resident', source, { id: it['id'] }),
    ).suggestion;
    expect(seen).toMatchObject({
      constituent: { displayName: '胡*', phoneMasked: '138****1234' },
      category: { name: '市政道路', parent: { name: '城乡建设' } },
      reply: { text: '已修复。', resultCode: 'RESOLVED', unit: { name: '城东街道办事处' } },
      evaluation: { rating: 'SATISFIED' },
    });
    const { edges } = seen['timeline'] as { edges: { node: { action: string; actor: { displayName: string } } }[] };
    expect(edges.map(({ node }) => node.action)).toEqual([
      'COLLECT',
      'ADMIT',
      'DISPATCH',
      'ACCEPT',
      'REPLY',
      'EVALUATE',
    ]);
    expect(edges[0]?.node.actor.displayName).toBe('胡*');
    // The rated unit does not read the rating.
    const byUnit = expectOk<{ suggestion: object }>(await world.send('unit', source, { id: it['id'] })).suggestion;
    expect(byUnit).toMatchObject({ evaluation: null });
  });

  it('lets exactly one of two writers on one version win', async () => {
    const it = await world.collect();
    const attempts = Array.from({ length: 8 }, () =>
      step('liaison', 'admitSuggestion', it, { categoryCode: 'c1', urgency: 'NORMAL' }),
    );
    const answers = await Promise.all(attempts);
    expect(answers.filter((answer) => answer['status'] === 'ADMITTED')).toHaveLength(1);
    expect(answers.filter((answer) => answer['code'] === 'VERSION_CONFLICT')).toHaveLength(7);
  });

  it('takes the first suggestions of an account that come at once', async () => {
    // Nobody has heard of this account: each of them would put its person on record.
    const all = await Promise.all(Array.from({ length: 20 }, () => world.collect('stranger')));
    expect(new Set(all.map((it) => it['id'])).size).toBe(20);
    expect(all.map((it) => it['status'])).toEqual(all.map(() => 'COLLECTED'));
    const accountId = world.people.stranger.accountId;
    const [row] = await world.db.queryText<{ people: number }>(
      `select count(*)::int as people from constituent where account_id = $1`,
      [accountId],
    );
    expect(row?.people).toBe(1);
  });

  it('has one effect for one idempotency key, a hundred times', async () => {
    const idempotencyKey = randomUUID();
    const first = await Promise.all(Array.from({ length: 100 }, () => world.collect('resident', { idempotencyKey })));
    expect(new Set(first.map(({ id }) => id)).size).toBe(1);
    const it = first[0] ?? {};
    const change = { idempotencyKey: randomUUID(), categoryCode: 'c1', urgency: 'URGENT' };
    const admitted = await Promise.all(
      Array.from({ length: 100 }, () => step('liaison', 'admitSuggestion', it, change)),
    );
    expect(new Set(admitted.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(admitted[0]).toMatchObject({ status: 'ADMITTED', version: 2 });
    const reused = await world.send(
      'liaison',
      'mutation M($input: AdmitSuggestionInput!) { admitSuggestion(input: $input) { __typename } }',
      { input: { ...change, id: it['id'], expectedVersion: 1, urgency: 'NORMAL' } },
    );
    expectErrorCode(
      {
        errors:
          reused.errors?.map((e) => ({
            message: '',
            extensions: { code: (e as { originalError?: { code?: string } }).originalError?.code },
          })) ?? [],
      },
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('answers a stranger like a missing one', async () => {
    const it = await world.collect();
    const source = 'query Q($id: ID!) { suggestion(id: $id) { id } }';
    const [strange, missing, malformed] = await Promise.all([
      world.send('stranger', source, { id: it['id'] }),
      world.send('stranger', source, { id: randomUUID() }),
      world.send('stranger', source, { id: 'nonsense' }),
    ]);
    expect(strange).toEqual(missing);
    expect(malformed).toEqual(missing);
    expect(strange).toEqual({ data: { suggestion: null } });
  });

  it('returns a case only to the office, once, in time', async () => {
    const { unitId, clock } = world;
    let it = await world.collect();
    it = await step('liaison', 'admitSuggestion', it, { categoryCode: 'c1', urgency: 'NORMAL' });
    expect(await step('liaison', 'dispatchSuggestion', it, { leadUnitId: unitId('U3') })).toMatchObject({
      code: 'LEAD_OUTSIDE_CATALOG',
    });
    it = await step('office', 'dispatchSuggestion', it, { leadUnitId: unitId('U3'), assistUnitIds: [unitId('U1')] });
    expect(it).toMatchObject({ status: 'DISPATCHED' });
    expect(await step('unit', 'requestReturn', it, { reason: '不属本单位' })).toMatchObject({ code: 'NOT_YOUR_UNIT' });
    world.people.unit = { ...world.people.unit, unitId: unitId('U3') };
    it = await step('unit', 'requestReturn', it, { reason: '不属本单位', suggestedUnitId: unitId('U2') });
    expect(it).toMatchObject({ status: 'RETURN_PENDING', stage: 'DISPATCH' });
    clock.advance(24 * 3_600_000);
    it = await step('office', 'decideReturn', it, { approve: false, reason: '职责清单第 12 项' });
    // One working day of waiting moved the end of the handling limit by one working day.
    expect(it).toMatchObject({ status: 'IN_PROGRESS', dueAt: '2026-03-12T16:00:00.000Z' });
    clock.set('2026-03-02T09:00:00+08:00');
    world.people.unit = { ...world.people.unit, unitId: unitId('U1') };
  });

  it('closes silence as UNRATED', async () => {
    const { clock, services } = world;
    let it = await world.collect();
    it = await step('liaison', 'admitSuggestion', it, { categoryCode: 'c1', urgency: 'NORMAL' });
    it = await step('liaison', 'replySuggestion', it, { resultCode: 'EXPLAINED', text: '该路段计划年内改造。' });
    expect(it).toMatchObject({ status: 'REPLIED' });
    const { keepHouse } = await import('../src/housekeeping.js');
    await keepHouse(services);
    clock.set('2026-03-20T09:00:00+08:00');
    await keepHouse(services);
    const source =
      'query Q($id: ID!) { suggestion(id: $id) { status evaluation { rating } timeline { edges { node { action at actor { role } } } } } }';
    const { suggestion } = expectOk<{ suggestion: Record<string, unknown> }>(
      await world.send('resident', source, { id: it['id'] }),
    );
    expect(suggestion).toMatchObject({ status: 'CLOSED', evaluation: { rating: 'UNRATED' } });
    clock.set('2026-03-02T09:00:00+08:00');
  });

  it('keeps a history that even the owner of the table cannot rewrite', async () => {
    const it = await world.collect();
    const admin = await world.database.openAsAdmin('suggestions');
    for (const text of [
      `update suggestion_history set note = 'x' where subject_id = '${String(it['id'])}'`,
      `delete from suggestion_history where subject_id = '${String(it['id'])}'`,
    ]) {
      await expect(admin.queryText(text)).rejects.toThrow('append-only');
    }
  });
});
