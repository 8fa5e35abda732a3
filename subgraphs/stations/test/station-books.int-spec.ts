import { type Principal, Role } from '@lianxin/subgraph-kit';
import { ActivityKind, type RegisteredStation } from '../src/index.js';
import { deputyId, type Harness, type Json, openHarness, seedStations } from './stations-harness.js';

let harness: Harness;
let stations: RegisteredStation[];
beforeAll(async () => {
  harness = await openHarness();
  stations = await seedStations(harness, 4);
});
afterAll(() => harness[Symbol.asyncDispose]());

const officer = (stationId: string): Principal => ({
  accountId: 'a',
  sessionId: 's',
  displayName: '李联络员',
  roles: [Role.LIAISON_OFFICER],
  stationId,
});

describe('the roster', () => {
  const ask = async (): Promise<Json> =>
    (
      await harness.ask(
        `query ($id: ID!, $representations: [_Any!]!) {
          station(id: $id) { representatives(first: 2) { totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }
          _entities(representations: $representations) { ... on Representative { id stations(first: 5) { totalCount edges { node { code } } } } }
        }`,
        {
          id: stations[0]!.id,
          representations: [1, 2, 5].map((n) => ({ __typename: 'Representative', id: deputyId(n) })),
        },
      )
    ).data;

  it('is one truth for both directions, on the day of the request', async () => {
    const [first, second] = stations.map((station) => station.id) as [string, string];
    await harness.subgraph.useCases.assignRoster([
      { stationId: first, representativeId: deputyId(1), from: '2026-01-01' },
      { stationId: first, representativeId: deputyId(1), from: '2026-02-01', to: '2026-12-31' },
      { stationId: first, representativeId: deputyId(2), from: '2026-01-01', to: '2026-03-05' },
      { stationId: first, representativeId: deputyId(3), from: '2026-01-01' },
      { stationId: first, representativeId: deputyId(4), from: '2026-03-06' },
      { stationId: second, representativeId: deputyId(2), from: '2026-01-01' },
    ]);
    const today = await ask();
    expect(today.station.representatives).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      edges: [{ node: { id: deputyId(1) } }, { node: { id: deputyId(2) } }],
    });
    expect(today._entities).toEqual([
      { id: deputyId(1), stations: { totalCount: 1, edges: [{ node: { code: 'JH-001' } }] } },
      {
        id: deputyId(2),
        stations: { totalCount: 2, edges: [{ node: { code: 'JH-001' } }, { node: { code: 'JH-002' } }] },
      },
      { id: deputyId(5), stations: { totalCount: 0, edges: [] } },
    ]);
    harness.clock.set('2026-03-06T00:00:00+08:00');
    const tomorrow = await ask();
    expect(tomorrow.station.representatives.edges.map((e: Json) => e.node.id)).toEqual([deputyId(1), deputyId(3)]);
    expect(tomorrow.station.representatives.totalCount).toBe(3);
    expect(tomorrow._entities[1].stations.totalCount).toBe(1);
  });

  it('goes on behind the cursor and refuses one that is not its own', async () => {
    const after = (await ask()).station.representatives.pageInfo.endCursor as string;
    const document =
      'query ($id: ID!, $after: String) { station(id: $id) { representatives(first: 5, after: $after) { edges { node { id } } } } }';
    const { data } = await harness.ask(document, { id: stations[0]!.id, after });
    expect(data!['station'].representatives.edges).toEqual([{ node: { id: deputyId(4) } }]);
    const forged = Buffer.from('["x"]').toString('base64url');
    const { errors } = await harness.ask(document, { id: stations[0]!.id, after: forged });
    expect(errors).toEqual([expect.objectContaining({ code: 'INVALID_CURSOR' })]);
  });

  it('tells each change once', async () => {
    const slot = { stationId: stations[2]!.id, representativeId: deputyId(9), from: '2026-03-01' };
    const { assignRoster } = harness.subgraph.useCases;
    await assignRoster([slot, slot]);
    await assignRoster([slot]);
    await assignRoster([{ ...slot, to: '2026-03-31' }]);
    const told = (await harness.outbox('station.roster_assigned')).filter(
      (e) => e.payload.representativeId === deputyId(9),
    );
    expect(told.map((e) => [e.aggregate_version, e.payload.to])).toEqual([
      [1, null],
      [2, '2026-03-31'],
    ]);
    expect(told[0]!.aggregate_id).toBe(told[1]!.aggregate_id);
    expect(told[0]!.topics).toEqual([`station:${slot.stationId}`, `representative:${deputyId(9)}`]);
  });
});

describe('station codes', () => {
  it('resolve until they are revoked, and carry nothing', async () => {
    const { issueStationCodes, revokeStationCode } = harness.subgraph.useCases;
    const [issued] = await issueStationCodes([stations[0]!.id]);
    const { code } = issued!;
    expect(code).toMatch(/^[0-9a-z]{16}$/);
    const ask = async (): Promise<unknown> =>
      (await harness.ask('query ($code: String!) { stationByCode(code: $code) { id code } }', { code })).data![
        'stationByCode'
      ];
    expect(await ask()).toEqual({ id: stations[0]!.id, code: 'JH-001' });
    expect([await revokeStationCode(code), await revokeStationCode(code), await revokeStationCode('none')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await ask()).toBeNull();
    const revoked = await harness.outbox('station.code_revoked');
    expect(revoked).toEqual([
      expect.objectContaining({ aggregate_version: 2, payload: { stationId: stations[0]!.id, code } }),
    ]);
  });
});

describe('receptions', () => {
  it('are listed soonest first, in a range of days, with their deputies', async () => {
    const at = (instant: string): Date => new Date(instant);
    const stationId = stations[1]!.id;
    const place = '一楼接待室';
    await harness.subgraph.useCases.scheduleReceptions([
      {
        stationId,
        place,
        startsAt: at('2026-03-16T09:00:00+08:00'),
        endsAt: at('2026-03-16T11:00:00+08:00'),
        representativeIds: [deputyId(2), deputyId(1)],
        topic: '停车',
      },
      {
        stationId,
        place,
        startsAt: at('2026-03-09T00:30:00+08:00'),
        endsAt: at('2026-03-09T11:00:00+08:00'),
        representativeIds: [],
      },
      {
        stationId,
        place,
        startsAt: at('2026-04-13T09:00:00+08:00'),
        endsAt: at('2026-04-13T11:00:00+08:00'),
        representativeIds: [],
      },
    ]);
    const document = `query ($id: ID!, $after: String) { station(id: $id) {
      all: receptionSessions(first: 1, after: $after) { totalCount pageInfo { endCursor } edges { node { day startsAt representatives { id } } } }
      march: receptionSessions(first: 10, from: "2026-03-10", to: "2026-03-31") { totalCount edges { node { topic representatives { id } station { code } } } }
    } }`;
    const { data } = await harness.ask(document, { id: stationId });
    expect(data!['station']).toMatchObject({
      all: {
        totalCount: 3,
        edges: [{ node: { day: '2026-03-09', startsAt: '2026-03-08T16:30:00.000Z', representatives: [] } }],
      },
      march: {
        totalCount: 1,
        edges: [
          {
            node: {
              topic: '停车',
              representatives: [{ id: deputyId(2) }, { id: deputyId(1) }],
              station: { code: 'JH-002' },
            },
          },
        ],
      },
    });
    const next = await harness.ask(document, { id: stationId, after: data!['station'].all.pageInfo.endCursor });
    expect(next.data!['station'].all.edges[0].node.day).toBe('2026-03-16');
  });
});

describe('activities', () => {
  it('are listed latest first; the record is for the station and the offices above it', async () => {
    const stationId = stations[1]!.id;
    await harness.subgraph.useCases.recordActivities([
      { stationId, title: '接待群众', kind: ActivityKind.RECEPTION, heldOn: '2026-02-02', record: '甲反映停车难' },
      { stationId, title: '调研', kind: 'RESEARCH', heldOn: '2026-02-09', record: '乙' },
      { stationId, title: '座谈', kind: 'FORUM', heldOn: '2026-02-09', record: '丙' },
    ]);
    const document = `query ($id: ID!, $after: String) { station(id: $id) { activities(first: 2, after: $after) {
      totalCount pageInfo { endCursor } edges { node { id title record } } } } }`;
    const ask = async (principal: Principal | null, after?: string): Promise<Json> =>
      (await harness.ask(document, { id: stationId, after }, principal)).data!['station'].activities;
    const page = await ask(null);
    expect(page.totalCount).toBe(3);
    expect(page.edges.map((e: Json) => e.node.record)).toEqual([null, null]);
    const rest = await ask(officer(stationId), page.pageInfo.endCursor);
    expect(rest.edges.map((e: Json) => e.node)).toEqual([
      expect.objectContaining({ title: '接待群众', record: '甲反映停车难' }),
    ]);
    expect((await ask(officer(stations[0]!.id), page.pageInfo.endCursor)).edges[0].node.record).toBeNull();
    const clerk = { ...officer('x'), roles: [Role.OFFICE_CLERK], regionCode: '330700000000' };
    expect((await ask(clerk, page.pageInfo.endCursor)).edges[0].node.record).toBe('甲反映停车难');
    const activityId = page.edges[0].node.id as string;
    const entity = await harness.ask(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Activity { record title } } }',
      { r: [{ __typename: 'Activity', id: activityId }] },
    );
    expect(entity.data!['_entities']).toEqual([{ record: null, title: page.edges[0].node.title }]);
    const told = await harness.outbox('station.activity_recorded');
    expect(JSON.stringify(told)).not.toContain('停车');
  });
});
