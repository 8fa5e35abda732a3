import { type Harness, openHarness, seedDeputies } from './representatives-harness.js';

let harness: Harness;
let deputies: { id: string; code: string }[];
beforeAll(async () => {
  harness = await openHarness();
  deputies = await seedDeputies(harness, 3);
});
afterAll(() => harness[Symbol.asyncDispose]());

const refused = (reason: string): unknown =>
  expect.objectContaining({ code: 'INVALID_INPUT', details: { reason: expect.stringContaining(reason) } });

const holdsMandate = async (id: string): Promise<boolean> =>
  (await harness.ask('query ($id: ID!) { representative(id: $id) { hasActiveMandate } }', { id })).data![
    'representative'
  ].hasActiveMandate;

describe('registration', () => {
  const deputy = {
    name: '某',
    isPartyMember: false,
    delegation: '磐安代表团',
    congressLevel: 'CITY',
    regionCode: '330727',
  } as const;

  it('tells of each deputy', async () => {
    const told = await harness.outbox('representative.registered');
    expect(told).toHaveLength(3);
    expect(told[0]).toEqual({
      aggregate_id: deputies[0]!.id,
      aggregate_version: 1,
      payload: expect.objectContaining({
        representativeId: deputies[0]!.id,
        code: 'D-001',
        name: '代表1',
        regionCode: '330702000000',
      }),
      topics: [`representative:${deputies[0]!.id}`],
    });
  });

  it('registers all or none', async () => {
    const { registerRepresentatives } = harness.subgraph.useCases;
    const some = [
      { ...deputy, code: 'N-1' },
      { ...deputy, code: 'D-001' },
    ];
    await expect(registerRepresentatives(some)).rejects.toEqual(refused('taken'));
    await expect(registerRepresentatives([{ ...deputy, code: 'N-1', regionCode: '33' }])).rejects.toEqual(
      refused('digits'),
    );
    const { data } = await harness.ask('{ representatives { totalCount } delegations { totalCount } }');
    expect(data).toEqual({ representatives: { totalCount: 3 }, delegations: { totalCount: 3 } });
    expect(await harness.outbox('representative.registered')).toHaveLength(3);
  });

  it('keeps the path that it is given', async () => {
    const regionPath = ['330000000000', '330700000000', '330702000000', '330791000000'];
    const [zone] = await harness.subgraph.useCases.registerRepresentatives([
      { ...deputy, code: 'Z-1', regionCode: '330791', regionPath },
    ]);
    const { data } = await harness.ask(
      '{ representatives(filter: { regionCode: "330702" }) { edges { node { id } } } }',
    );
    expect(data!['representatives'].edges).toContainEqual({ node: { id: zone!.id } });
  });

  it('sends as many statements for many as for one', async () => {
    const many = Array.from({ length: 480 }, (_, n) => ({ ...deputy, code: `M-${String(n)}` }));
    expect(await harness.counting(() => harness.subgraph.useCases.registerRepresentatives(many))).toBeLessThanOrEqual(
      6,
    );
  });
});

describe('mandates', () => {
  it('are held from their first day to their last', async () => {
    const { id } = deputies[0]!;
    harness.clock.set('2027-02-28T23:59:59+08:00');
    expect(await holdsMandate(id)).toBe(true);
    harness.clock.set('2027-03-01T00:00:00+08:00');
    expect(await holdsMandate(id)).toBe(false);
    await harness.subgraph.useCases.grantMandates([
      { representativeId: id, termNo: 9, from: '2027-03-01', electoralDistrict: '第三选区' },
    ]);
    expect(await holdsMandate(id)).toBe(true);
    const { data } = await harness.ask(
      'query ($id: ID!) { representative(id: $id) { mandates { termNo electoralDistrict } } }',
      { id },
    );
    expect(data!['representative'].mandates).toEqual([
      { termNo: 9, electoralDistrict: '第三选区' },
      { termNo: 8, electoralDistrict: null },
    ]);
  });

  it('end once, and tell it once', async () => {
    harness.clock.set('2026-03-05T09:00:00+08:00');
    const representativeId = deputies[1]!.id;
    const { endMandate } = harness.subgraph.useCases;
    const end = { representativeId, termNo: 8, to: '2026-03-31' };
    expect(await Promise.all([endMandate(end), endMandate(end)])).toEqual(expect.arrayContaining([true, false]));
    expect(await holdsMandate(representativeId)).toBe(false);
    const told = await harness.outbox('representative.mandate_ended');
    expect(told).toEqual([
      expect.objectContaining({
        aggregate_version: 2,
        payload: expect.objectContaining({ representativeId, termNo: 8, to: '2026-03-31' }),
      }),
    ]);
  });

  it('refuse a second one of a term, an unknown deputy, and days in the wrong order', async () => {
    const { grantMandates, endMandate } = harness.subgraph.useCases;
    const representativeId = deputies[2]!.id;
    const nobody = '0195a000-0000-7000-8000-0000000000ff';
    await expect(grantMandates([{ representativeId, termNo: 8, from: '2022-01-01' }])).rejects.toEqual(
      refused('this term'),
    );
    await expect(grantMandates([{ representativeId: nobody, termNo: 8, from: '2022-01-01' }])).rejects.toEqual(
      refused('unknown deputy'),
    );
    await expect(
      grantMandates([{ representativeId, termNo: 9, from: '2022-02-01', to: '2022-01-01' }]),
    ).rejects.toEqual(refused('earlier'));
    await expect(endMandate({ representativeId, termNo: 8, to: '2020-01-01' })).rejects.toEqual(refused('earlier'));
    expect(await endMandate({ representativeId, termNo: 7, to: '2026-01-01' })).toBe(false);
  });
});
