import { type Harness, type Json, openHarness, seedDeputies } from './representatives-harness.js';

let harness: Harness;
let deputies: { id: string; code: string }[];
beforeAll(async () => {
  harness = await openHarness();
  deputies = await seedDeputies(harness, 60);
});
afterAll(() => harness[Symbol.asyncDispose]());

const codesOf = (connection: { edges: { node: { code: string } }[] }): string[] =>
  connection.edges.map((edge) => edge.node.code);

describe('deputies', () => {
  it('answers a deputy with delegation, region and mandates', async () => {
    const { data } = await harness.ask(
      `query ($id: ID!) {
        representative(id: $id) { code name isPartyMember delegation congressLevel hasActiveMandate region { code }
          mandates { termNo from to status electoralDistrict representative { code } } }
        none: representative(id: "x") { code }
        other: representative(id: "0195a000-0000-7000-8000-000000000000") { code }
      }`,
      { id: deputies[0]!.id },
    );
    expect(data).toEqual({
      representative: {
        code: 'D-001',
        name: '代表1',
        isPartyMember: true,
        delegation: '婺城代表团',
        congressLevel: 'CITY',
        hasActiveMandate: true,
        region: { code: '330702000000' },
        mandates: [
          {
            termNo: 8,
            from: '2022-03-01',
            to: '2027-02-28',
            status: 'ACTIVE',
            electoralDistrict: null,
            representative: { code: 'D-001' },
          },
        ],
      },
      none: null,
      other: null,
    });
  });

  it('filters by membership, delegation, region with all below it, and text', async () => {
    const { data } = await harness.ask(`{
      all: representatives(first: 1) { totalCount }
      party: representatives(first: 100, filter: { isPartyMember: true }) { totalCount edges { node { isPartyMember } } }
      others: representatives(first: 100, filter: { isPartyMember: false }) { totalCount }
      delegation: representatives(first: 100, filter: { delegation: "义乌代表团" }) { totalCount }
      city: representatives(first: 1, filter: { regionCode: "330700" }) { totalCount }
      county: representatives(first: 1, filter: { regionCode: "330784" }) { totalCount }
      every: representatives(first: 100, filter: { isPartyMember: true, delegation: "婺城代表团", regionCode: "330702", text: "d-00" }) { totalCount edges { node { code } } }
      nobody: representatives(first: 1, filter: { text: "_" }) { totalCount edges { cursor } pageInfo { endCursor hasNextPage } }
    }`);
    expect(data).toMatchObject({
      all: { totalCount: 60 },
      party: { totalCount: 30 },
      others: { totalCount: 30 },
      delegation: { totalCount: 20 },
      city: { totalCount: 60 },
      county: { totalCount: 20 },
      nobody: { totalCount: 0, edges: [], pageInfo: { endCursor: null, hasNextPage: false } },
    });
    expect(data!['party'].edges.every((edge: Json) => edge.node.isPartyMember)).toBe(true);
    expect(codesOf(data!['every'])).toEqual(['D-001', 'D-007']);
  });

  it('pages stably while deputies are added before the cursor', async () => {
    const page = async (after: string | null): Promise<Json> =>
      (
        await harness.ask(
          'query ($after: String) { representatives(first: 25, after: $after, filter: { text: "代表" }) { pageInfo { hasNextPage endCursor } edges { node { code } } } }',
          { after },
        )
      ).data!['representatives'];
    const first = await page(null);
    await harness.subgraph.useCases.registerRepresentatives([
      {
        code: 'D-000',
        name: '新代表',
        isPartyMember: false,
        delegation: '婺城代表团',
        congressLevel: 'CITY',
        regionCode: '330702',
      },
    ]);
    const second = await page(first.pageInfo.endCursor);
    const third = await page(second.pageInfo.endCursor);
    expect(codesOf(second)[0]).toBe('D-026');
    expect([...codesOf(first), ...codesOf(second), ...codesOf(third)]).toHaveLength(60);
    expect(third.pageInfo.hasNextPage).toBe(false);
  });

  it.each([
    ['representatives(first: 0)', 'PAGE_TOO_LARGE'],
    ['representatives(first: 101)', 'PAGE_TOO_LARGE'],
    ['representatives(first: 5, after: "nonsense")', 'INVALID_CURSOR'],
    ['representatives(first: 5, after: "WzFd")', 'INVALID_CURSOR'],
    ['representatives(first: 5, filter: { regionCode: "33" })', 'INVALID_INPUT'],
    ['delegations(first: 5, after: "WyJhIiwiYiJd")', 'INVALID_CURSOR'],
    ['delegations(first: 500)', 'PAGE_TOO_LARGE'],
  ])('%s: %s', async (field, code) => {
    const { errors } = await harness.ask(`{ ${field} { totalCount } }`);
    expect(errors).toEqual([expect.objectContaining({ code })]);
  });

  it('answers a list of 50 with nested lists in a number of statements that does not grow', async () => {
    const document = `query ($first: Int!) { representatives(first: $first) { totalCount edges { node {
      name delegation hasActiveMandate region { code } mandates { termNo representative { name hasActiveMandate } } } } }
      delegations(first: 10) { totalCount edges { node { name representatives(first: $first) { totalCount edges { node { name mandates { termNo } } } } } } } }`;
    const count = (first: number): Promise<number> =>
      harness.counting(async () => expect((await harness.ask(document, { first })).errors).toBeUndefined());
    // Nine statements answer the document at any length; the two lists may share one by chance of their timing.
    expect(await count(5)).toBeLessThanOrEqual(9);
    expect(await count(50)).toBeLessThanOrEqual(9);
  });

  it('resolves references in one statement for each type, and strangers as null', async () => {
    const representations = [
      ...deputies.slice(0, 50).map(({ id }) => ({ __typename: 'Representative', id })),
      { __typename: 'Representative', id: 'no-id' },
      { __typename: 'Representative', id: '0195a000-0000-7000-8000-000000000000' },
      { __typename: 'Mandate', id: deputies[0]!.id },
      { __typename: 'Delegation', id: deputies[0]!.id },
    ];
    let answer: Json;
    const statements = await harness.counting(async () => {
      answer = await harness.ask(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Representative { code delegation } } }',
        { r: representations },
      );
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data._entities[49]).toEqual({ code: 'D-050', delegation: '义乌代表团' });
    expect(answer.data._entities.slice(50)).toEqual([null, null, null, null]);
    expect(statements).toBe(3);
  });
});

describe('delegations', () => {
  it('lists each once, by name, with its deputies', async () => {
    const { data } =
      await harness.ask(`{ delegations(first: 2) { totalCount pageInfo { hasNextPage } edges { node { name
      representatives(first: 2) { totalCount edges { node { code delegation } } } } } } }`);
    const names = ['义乌代表团', '婺城代表团', '永康代表团'].sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
    expect(data!['delegations']).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(data!['delegations'].edges.map((edge: Json) => edge.node.name)).toEqual(names.slice(0, 2));
    expect(data!['delegations'].edges[0].node.representatives).toEqual({
      totalCount: 20,
      edges: [
        { node: { code: 'D-002', delegation: '义乌代表团' } },
        { node: { code: 'D-005', delegation: '义乌代表团' } },
      ],
    });
  });
});
