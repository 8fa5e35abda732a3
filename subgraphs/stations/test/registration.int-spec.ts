import { regionCodes330700 } from '../src/index.js';
import { type Harness, openHarness, seedStations } from './stations-harness.js';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
});
afterAll(() => harness[Symbol.asyncDispose]());

const refused = (reason: string): unknown =>
  expect.objectContaining({ code: 'INVALID_INPUT', details: { reason: expect.stringContaining(reason) } });

describe('registerRegions', () => {
  it('takes any order, tells each region once, and a second time nothing', async () => {
    const { registerRegions } = harness.subgraph.useCases;
    const first = await registerRegions([...regionCodes330700].reverse());
    const again = await registerRegions(regionCodes330700);
    expect([first.changed.length, again.changed.length]).toEqual([157, 0]);
    const told = await harness.outbox('region.registered');
    expect(told).toHaveLength(157);
    expect(told.find((e) => e.aggregate_id === '330702001000')).toMatchObject({
      aggregate_version: 1,
      payload: {
        name: '城东街道',
        parentCode: '330702000000',
        path: ['330000000000', '330700000000', '330702000000', '330702001000'],
      },
    });
  });

  it('moves what is below a region that moves', async () => {
    const { registerRegions } = harness.subgraph.useCases;
    const zone = { code: '330791', name: '开发区', level: 'COUNTY' as const, source: 'test' };
    await registerRegions([zone, { code: '330791001', name: '区内街道', source: 'test' }] as never);
    const { changed } = await registerRegions([{ ...zone, parentCode: '330702' }] as never);
    expect(changed).toEqual(['330791000000', '330791001000']);
    const { data } = await harness.ask('{ region(code: "330791001") { path } }');
    expect(data!['region'].path).toEqual([
      '330000000000',
      '330700000000',
      '330702000000',
      '330791000000',
      '330791001000',
    ]);
    const versions = (await harness.outbox('region.registered')).filter((e) => e.aggregate_id.startsWith('330791'));
    expect(versions.map((e) => e.aggregate_version)).toEqual([1, 1, 2, 2]);
  });

  it('refuses an unknown parent, a circle and a malformed code, and leaves all as it was', async () => {
    const { registerRegions } = harness.subgraph.useCases;
    const name = '某区';
    const source = 'test';
    await expect(registerRegions([{ code: '990101', name, source }])).rejects.toEqual(refused('unknown region'));
    await expect(registerRegions([{ code: '12', name, source }])).rejects.toEqual(refused('digits'));
    await expect(registerRegions([{ code: '330702', name, source, parentCode: '330702001' }])).rejects.toEqual(
      refused('circle'),
    );
    const { data } = await harness.ask('{ region(code: "330702") { name parent { name } } }');
    expect(data!['region']).toEqual({ name: '婺城区', parent: { name: '金华市' } });
  });
});

describe('registerStations', () => {
  const station = { name: '某站', tier: 'STATION', kind: 'FIXED', regionCode: '330702' } as const;

  it('tells of each station with the path of its region', async () => {
    const [registered] = await seedStations(harness, 3);
    const told = await harness.outbox('station.registered');
    expect(told).toHaveLength(3);
    expect(told[0]).toEqual({
      aggregate_id: registered!.id,
      aggregate_version: 1,
      payload: {
        stationId: registered!.id,
        code: 'JH-001',
        name: '第1联络站',
        tier: 'HUB',
        kind: 'FIXED',
        regionCode: '330702001000',
        regionPath: ['330000000000', '330700000000', '330702000000', '330702001000'],
      },
      topics: [`station:${registered!.id}`, 'region:330702001000'],
    });
  });

  it('registers all or none', async () => {
    const { registerStations } = harness.subgraph.useCases;
    await expect(
      registerStations([
        { ...station, code: 'N-1' },
        { ...station, code: 'JH-001' },
      ]),
    ).rejects.toEqual(refused('taken'));
    await expect(registerStations([{ ...station, code: 'N-1', regionCode: '999999' }])).rejects.toEqual(
      refused('unknown region'),
    );
    const { data } = await harness.ask('{ stations(first: 1, filter: { text: "N-1" }) { totalCount } }');
    expect(data!['stations'].totalCount).toBe(0);
    expect(await harness.outbox('station.registered')).toHaveLength(3);
  });

  it('takes an id of its caller', async () => {
    const id = '0195a000-0000-7000-8000-00000000abcd';
    await harness.subgraph.useCases.registerStations([{ ...station, id: id.toUpperCase(), code: 'N-2' }]);
    const { data } = await harness.ask('query ($id: ID!) { station(id: $id) { code } }', { id });
    expect(data!['station']).toEqual({ code: 'N-2' });
  });

  it('sends as many statements for many as for one', async () => {
    const { registerStations } = harness.subgraph.useCases;
    const many = Array.from({ length: 300 }, (_, n) => ({ ...station, code: `M-${String(n)}` }));
    const count = await harness.counting(() => registerStations(many));
    expect(count).toBeLessThanOrEqual(5);
  });
});

describe('what a book refuses', () => {
  const nobody = '0195a000-0000-7000-8000-0000000000ff';

  it.each([
    [
      'a roster of an unknown station',
      (h: Harness) =>
        h.subgraph.useCases.assignRoster([{ stationId: nobody, representativeId: nobody, from: '2026-01-01' }]),
      'unknown station',
    ],
    [
      'a code for an unknown station',
      (h: Harness) => h.subgraph.useCases.issueStationCodes([nobody]),
      'unknown station',
    ],
    [
      'an activity of an unknown station',
      (h: Harness) =>
        h.subgraph.useCases.recordActivities([
          { stationId: nobody, title: 't', kind: 'OTHER', heldOn: '2026-01-01', record: '' },
        ]),
      'unknown station',
    ],
    [
      'a grid of an unknown region',
      (h: Harness) => h.subgraph.useCases.registerGrids([{ name: 'g', regionCode: '999999' }]),
      'unknown region',
    ],
  ] as const)('%s', async (_, act, reason) => {
    await expect(act(harness)).rejects.toEqual(refused(reason));
  });

  it('days and windows in the wrong order', async () => {
    const { assignRoster, scheduleReceptions, registerStations } = harness.subgraph.useCases;
    const [station] = await registerStations([
      { code: 'W-1', name: 'w', tier: 'POINT', kind: 'MOBILE', regionCode: '330702' },
    ]);
    const stationId = station!.id;
    const slot = { stationId, representativeId: nobody, from: '2026-02-01', to: '2026-01-31' };
    await expect(assignRoster([slot])).rejects.toEqual(refused('earlier'));
    const startsAt = new Date('2026-03-01T01:00:00Z');
    const session = { stationId, startsAt, endsAt: startsAt, place: 'p', representativeIds: [] };
    await expect(scheduleReceptions([session])).rejects.toEqual(refused('endsAt'));
  });
});
