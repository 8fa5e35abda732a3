import { type Harness, type Json, openHarness, seedStations } from './stations-harness.js';

let harness: Harness;
beforeAll(async () => {
  harness = await openHarness();
  await seedStations(harness, 60);
});
afterAll(() => harness[Symbol.asyncDispose]());

const codesOf = (connection: { edges: { node: { code: string } }[] }): string[] =>
  connection.edges.map((e) => e.node.code);

describe('regions', () => {
  it('answers a region by 6, 9 and 12 digits, with its place in the hierarchy', async () => {
    const { data } = await harness.ask(`{
      short: region(code: "330702") { code name level path parent { code parent { name parent { code } } } }
      town: region(code: "330702001") { code level source validTo }
      full: region(code: "330702001000") { name }
      nobody: region(code: "999999") { name }
    }`);
    expect(data).toMatchObject({
      short: {
        code: '330702000000',
        name: '婺城区',
        level: 'COUNTY',
        path: ['330000000000', '330700000000', '330702000000'],
        parent: { code: '330700000000', parent: { name: '浙江省', parent: null } },
      },
      town: { code: '330702001000', level: 'TOWN', source: expect.stringContaining('国家统计局'), validTo: null },
      full: { name: '城东街道' },
      nobody: null,
    });
  });

  it('lists and filters regions in the order of their codes', async () => {
    const { data } = await harness.ask(`{
      all: regions(first: 3) { totalCount edges { node { code } } }
      counties: regions(first: 100, filter: { level: COUNTY, parentCode: "330700" }) { totalCount edges { node { code } } }
    }`);
    expect(data!['all']).toMatchObject({ totalCount: 157 });
    expect(codesOf(data!['all'])).toEqual(['330000000000', '330700000000', '330702000000']);
    expect(codesOf(data!['counties'])).toHaveLength(9);
    expect(data!['counties'].totalCount).toBe(9);
  });

  it('keeps an ended code resolvable and lists it no longer', async () => {
    const ended = { code: '330702207', name: '岭上乡', validTo: '2020-12-31', source: 'test' };
    await harness.subgraph.useCases.registerRegions([ended]);
    const { data } = await harness.ask(`{
      region(code: "330702207") { name validTo }
      parent: region(code: "330702") { children(first: 100) { totalCount edges { node { code } } } }
      regions(first: 100, filter: { parentCode: "330702" }) { totalCount }
    }`);
    expect(data!['region']).toEqual({ name: '岭上乡', validTo: '2020-12-31' });
    expect(codesOf(data!['parent'].children)).not.toContain('330702207000');
    expect([data!['parent'].children.totalCount, data!['regions'].totalCount]).toEqual([26, 26]);
  });
});

describe('stations', () => {
  it('filters by region with all below it, tier, kind and text', async () => {
    const { data } = await harness.ask(`{
      county: stations(first: 100, filter: { regionCode: "330702" }) { totalCount }
      town: stations(first: 100, filter: { regionCode: "330782100" }) { totalCount }
      hubs: stations(first: 100, filter: { tier: HUB }) { totalCount edges { node { tier } } }
      both: stations(first: 100, filter: { regionCode: "330700", tier: HUB, kind: FIXED }) { totalCount edges { node { tier kind } } }
      text: stations(first: 100, filter: { text: " 人民路17号 " }) { edges { node { code } } }
      wildcard: stations(first: 1, filter: { text: "%" }) { totalCount }
    }`);
    expect(data).toMatchObject({
      county: { totalCount: 36 },
      town: { totalCount: 12 },
      hubs: { totalCount: 15 },
      both: { totalCount: 3 },
      wildcard: { totalCount: 0 },
    });
    expect(codesOf(data!['text'])).toEqual(['JH-017']);
    expect(data!['both'].edges.every((e: Json) => e.node.tier === 'HUB' && e.node.kind === 'FIXED')).toBe(true);
  });

  it('answers a station with its region, and null for what is no id', async () => {
    const { data: list } = await harness.ask('{ stations(first: 1) { edges { node { id } } } }');
    const id = list!['stations'].edges[0].node.id as string;
    const { data } = await harness.ask(
      `query ($id: ID!) { station(id: $id) { code localName registeredAt region { code name } }
        none: station(id: "x") { code } other: station(id: "0195a000-0000-7000-8000-000000000000") { code } }`,
      { id },
    );
    expect(data).toEqual({
      station: {
        code: 'JH-001',
        localName: '代表联络站',
        registeredAt: '2026-03-05T01:00:00.000Z',
        region: { code: '330702001000', name: '城东街道' },
      },
      none: null,
      other: null,
    });
  });

  it('pages stably while stations are added before the cursor', async () => {
    const page = async (after: string | null): Promise<Json> =>
      (
        await harness.ask(
          'query ($after: String) { stations(first: 25, after: $after) { pageInfo { hasNextPage endCursor } edges { node { code } } } }',
          { after },
        )
      ).data!['stations'];
    const first = await page(null);
    await harness.subgraph.useCases.registerStations([
      { code: 'JH-000', name: '新站', tier: 'POINT', kind: 'FIXED', regionCode: '330702' },
    ]);
    const second = await page(first.pageInfo.endCursor);
    const third = await page(second.pageInfo.endCursor);
    expect(codesOf(first).at(-1)).toBe('JH-025');
    expect(codesOf(second)[0]).toBe('JH-026');
    expect([...codesOf(first), ...codesOf(second), ...codesOf(third)]).toHaveLength(60);
    expect([second.pageInfo.hasNextPage, third.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it.each([
    ['stations(first: 0)', 'PAGE_TOO_LARGE'],
    ['stations(first: 101)', 'PAGE_TOO_LARGE'],
    ['stations(first: 5, after: "nonsense")', 'INVALID_CURSOR'],
    ['stations(first: 5, after: "WzFd")', 'INVALID_CURSOR'],
    ['stations(first: 5, filter: { regionCode: "金华" })', 'INVALID_INPUT'],
    ['regions(first: 5, after: "WyJhIiwiYiJd")', 'INVALID_CURSOR'],
    ['regions(first: 500)', 'PAGE_TOO_LARGE'],
  ])('%s: %s', async (field, code) => {
    const { errors } = await harness.ask(`{ ${field} { totalCount } }`);
    expect(errors).toEqual([expect.objectContaining({ code })]);
  });

  it('answers a list of 50 with nested lists in a number of statements that does not grow', async () => {
    const document = `query ($first: Int!) { stations(first: $first) { totalCount edges { node {
      name region { name parent { name stations(first: 5) { totalCount edges { node { name region { name } } } } children(first: 3) { totalCount edges { node { name } } } } }
      representatives(first: 5) { totalCount edges { node { id stations(first: 2) { totalCount edges { node { name } } } } } }
      receptionSessions(first: 5) { totalCount edges { node { topic representatives { id } station { name } } } }
      activities(first: 5) { totalCount edges { node { title station { name } } } }
    } } } }`;
    const count = (first: number): Promise<number> =>
      harness.counting(async () => expect((await harness.ask(document, { first })).errors).toBeUndefined());
    const few = await count(5);
    const many = await count(50);
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(16);
  });

  it('resolves references in one statement for each type, and strangers as null', async () => {
    const { data } = await harness.ask('{ stations(first: 50) { edges { node { id } } } }');
    const ids = data!['stations'].edges.map((e: Json) => e.node.id as string);
    const representations = [
      ...ids.map((id: string) => ({ __typename: 'Station', id })),
      { __typename: 'Station', id: 'no-id' },
      { __typename: 'Region', code: '330702000000' },
      { __typename: 'Region', code: 'x' },
      { __typename: 'Grid', id: ids[0] },
      { __typename: 'ReceptionSession', id: ids[0] },
      { __typename: 'Activity', id: ids[0] },
    ];
    let answer: Json;
    const statements = await harness.counting(async () => {
      answer = await harness.ask(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
          __typename ... on Station { code } ... on Region { name } ... on Grid { name } } }`,
        { representations },
      );
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities.slice(0, 2)).toEqual([
      { __typename: 'Station', code: 'JH-000' },
      { __typename: 'Station', code: 'JH-001' },
    ]);
    expect(answer.data._entities.slice(50)).toEqual([
      null,
      { __typename: 'Region', name: '婺城区' },
      null,
      null,
      null,
      null,
    ]);
    expect(statements).toBe(5);
  });

  it('reads stations and their regions in one statement', async () => {
    const { data } = await harness.ask(
      '{ stations(first: 50) { edges { node { id region { code name path validFrom } } } } }',
    );
    const stations = data!['stations'].edges.map((e: Json) => e.node as { id: string; region: Json });
    const representations = stations.map(({ id }: { id: string }) => ({ __typename: 'Station', id }));
    let answer: Json;
    const statements = await harness.counting(async () => {
      answer = await harness.ask(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) {
          ... on Station { id region { code name path validFrom } } } }`,
        { representations },
      );
    });
    expect(answer.data._entities).toEqual(stations);
    expect(statements).toBe(1);
  });
});

describe('grids', () => {
  it('lists grids of a region and what is below it', async () => {
    await harness.subgraph.useCases.registerGrids([
      { regionCode: '330702001', name: '网格2' },
      { regionCode: '330702001', name: '网格1' },
      { regionCode: '330782001', name: '网格1' },
      { regionCode: '330702001', name: '网格1' },
    ]);
    const { data } = await harness.ask(`{
      grids(first: 1, regionCode: "330702") { totalCount pageInfo { endCursor } edges { node { name region { name } } } }
      all: grids(first: 10) { totalCount }
    }`);
    expect(data).toMatchObject({
      grids: { totalCount: 2, edges: [{ node: { name: '网格1', region: { name: '城东街道' } } }] },
      all: { totalCount: 3 },
    });
    const next = await harness.ask(
      'query ($after: String) { grids(first: 5, after: $after, regionCode: "330702") { edges { node { name } } } }',
      {
        after: data!['grids'].pageInfo.endCursor,
      },
    );
    expect(next.data!['grids'].edges).toEqual([{ node: { name: '网格2' } }]);
  });
});
