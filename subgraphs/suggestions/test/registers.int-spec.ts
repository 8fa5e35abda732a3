import { Role } from '@lianxin/subgraph-kit';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { unitsFor } from '../src/dispatch-rule/units-for.js';
import { registerCategories, registerDispatchRules, registerHandlingUnits, UnitLevel } from '../src/index.js';
import { suggestionsWorld, type SuggestionsWorld } from './suggestions-world.js';

/** An answer as it was parsed: tests look into it as they expect it to be. */
type Answered = ReturnType<typeof JSON.parse>;

const city = ['330000000000', '330700000000'];
const county = [...city, '330702000000'];
const town = [...county, '330702001000'];

const namesOf = (connection: Answered): string[] => connection.edges.map(({ node }: Answered) => node.name);

describe('handling units, categories and the dispatch catalogue', () => {
  let world: SuggestionsWorld;

  beforeAll(async () => {
    world = await suggestionsWorld();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const eventsOf = async (aggregateType: string): Promise<number> => {
    const [row] = await world.db.queryText<{ n: number }>(
      'select count(*)::int as n from outbox where aggregate_type = $1',
      [aggregateType],
    );
    return row?.n ?? 0;
  };

  it('registers categories once, parents in any order', async () => {
    const tree = [
      { code: 'c2-1-1', name: '事故处理', parentCode: 'c2-1' },
      { code: 'c2-1', name: '安全生产', parentCode: 'c2' },
      { code: 'c2', name: '应急管理' },
      { code: 'c1-2', name: '园林绿化', parentCode: 'c1' },
    ];
    expect(await registerCategories(world, tree)).toEqual({ added: 4, unchanged: 0 });
    const events = await eventsOf('category');
    expect(await registerCategories(world, [...tree, ...tree])).toEqual({ added: 0, unchanged: 4 });
    expect(await eventsOf('category')).toBe(events);
    const orphan = registerCategories(world, [{ code: 'x', name: 'x', parentCode: 'y' }]);
    await expect(orphan).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const document =
      '{ category(code: "c2-1-1") { level parent { code parent { code } } path { name } } none: category(code: "z") { code } }';
    expect(expectOk(await world.send(null, document))).toEqual({
      category: {
        level: 3,
        parent: { code: 'c2-1', parent: { code: 'c2' } },
        path: [{ name: '应急管理' }, { name: '安全生产' }, { name: '事故处理' }],
      },
      none: null,
    });
  });

  it('lists and pages categories and their children', async () => {
    const document = `query ($after: String) {
      categories(first: 3, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { code } } }
      top: categories(filter: { level: 1 }) { totalCount edges { node { name children(first: 1) { totalCount pageInfo { hasNextPage } edges { node { name } } } } } }
      below: categories(filter: { parentCode: "c1" }) { totalCount edges { node { name } } } }`;
    const first = expectOk<Answered>(await world.send(null, document));
    expect(first.categories.edges.map(({ node }: Answered) => node.code)).toEqual(['c1', 'c1-1', 'c1-2']);
    expect(first.categories).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } });
    expect(first.top.edges.map(({ node }: Answered) => node.children)).toEqual([
      { totalCount: 2, pageInfo: { hasNextPage: true }, edges: [{ node: { name: '市政道路' } }] },
      { totalCount: 1, pageInfo: { hasNextPage: false }, edges: [{ node: { name: '安全生产' } }] },
    ]);
    expect(namesOf(first.below)).toEqual(['市政道路', '园林绿化']);
    const rest = expectOk<Answered>(await world.send(null, document, { after: first.categories.pageInfo.endCursor }));
    expect(rest.categories.edges.map(({ node }: Answered) => node.code)).toEqual(['c2', 'c2-1', 'c2-1-1']);
    expect(rest.categories.pageInfo.hasNextPage).toBe(false);
  });

  it('lists handling units of a region and all below it', async () => {
    const more = [
      {
        code: 'U9',
        name: '东阳市水务局',
        shortName: '水务',
        level: UnitLevel.COUNTY,
        regionPath: [...city, '330783000000'],
      },
    ];
    expect(await registerHandlingUnits(world, more)).toMatchObject({ added: 1, unchanged: 0 });
    const again = await registerHandlingUnits(world, more);
    expect(again).toMatchObject({ added: 0, unchanged: 1 });
    const document = `query ($filter: HandlingUnitFilter, $first: Int = 20, $after: String) { handlingUnits(first: $first, after: $after, filter: $filter) {
      totalCount pageInfo { endCursor } edges { node { id code name shortName level region { code } } } } }`;
    const list = async (variables: object): Promise<Answered> =>
      expectOk<Answered>(await world.send(null, document, { ...variables })).handlingUnits;
    expect((await list({})).totalCount).toBe(4);
    const below = await list({ filter: { regionCode: '330783' } });
    expect(below.edges).toEqual([
      {
        node: {
          id: again.idByCode.get('U9'),
          code: 'U9',
          name: '东阳市水务局',
          shortName: '水务',
          level: 'COUNTY',
          region: { code: '330783000000' },
        },
      },
    ]);
    expect((await list({ filter: { regionCode: '330700' } })).totalCount).toBe(4);
    expect(namesOf(await list({ filter: { text: '水务' } }))).toEqual(['东阳市水务局']);
    expect((await list({ filter: { text: '%' } })).totalCount).toBe(0);
    const { pageInfo } = await list({ first: 3 });
    expect(namesOf(await list({ first: 3, after: pageInfo.endCursor }))).toEqual(['东阳市水务局']);
    const one = '{ handlingUnit(id: "no-id") { id } }';
    expect(expectOk(await world.send(null, one))).toEqual({ handlingUnit: null });
  });

  it('finds the units for a matter: closest category, then priority, then nearest region', async () => {
    const { idByCode } = await registerHandlingUnits(world, [
      { code: 'V1', name: '婺城区市政处', level: UnitLevel.COUNTY, regionPath: county },
      { code: 'V2', name: '东阳市市政处', level: UnitLevel.COUNTY, regionPath: [...city, '330783000000'] },
    ]);
    const [near, far] = [idByCode.get('V1') ?? '', idByCode.get('V2') ?? ''];
    const rules = [
      { categoryCode: 'c1-1', unitId: near, level: UnitLevel.COUNTY, priority: 1 },
      { categoryCode: 'c1-1', unitId: world.unitId('U3'), level: UnitLevel.CITY, priority: 1 },
      { categoryCode: 'c1', unitId: near, level: UnitLevel.COUNTY, priority: 0 },
      { categoryCode: 'c1-1', unitId: far, level: UnitLevel.COUNTY, priority: 0 },
    ];
    expect(await registerDispatchRules(world, rules)).toEqual({ added: 4, unchanged: 0 });
    expect(await registerDispatchRules(world, rules)).toEqual({ added: 0, unchanged: 4 });
    const found = await unitsFor(world.db, 'c1-1', town);
    expect(found.map(({ unitId, categoryCode }) => [unitId, categoryCode])).toEqual([
      [near, 'c1-1'],
      [world.unitId('U3'), 'c1-1'],
      [world.unitId('U2'), 'c1'],
    ]);
    expect(await unitsFor(world.db, 'c2', town)).toEqual([]);
  });

  it('shows the dispatch catalogue to those who dispatch, page by page', async () => {
    const document = `query ($after: String) { dispatchRules(first: 3, after: $after) { totalCount pageInfo { endCursor }
      edges { node { priority level note category { code } unit { code } } } } }`;
    const { dispatchRules: page } = expectOk<Answered>(await world.send('liaison', document));
    expect(page.totalCount).toBe(5);
    expect(page.edges.map(({ node }: Answered) => [node.category.code, node.unit.code, node.priority])).toEqual([
      ['c1', 'V1', 0],
      ['c1', 'U2', 1],
      ['c1-1', 'V2', 0],
    ]);
    const { dispatchRules: rest } = expectOk<Answered>(
      await world.send('office', document, { after: page.pageInfo.endCursor }),
    );
    expect(rest.edges.map(({ node }: Answered) => node.priority)).toEqual([1, 1]);
    const filtered =
      '{ dispatchRules(filter: { categoryCode: "c1-1", level: CITY }) { totalCount edges { node { unit { code } } } } }';
    expect(expectOk<Answered>(await world.send('office', filtered)).dispatchRules).toEqual({
      totalCount: 1,
      edges: [{ node: { unit: { code: 'U3' } } }],
    });
    for (const who of ['resident', 'unit', 'deputy', 'analyst'] as const) {
      expectErrorCodeOf(await world.send(who, document), 'FORBIDDEN');
    }
    expectErrorCodeOf(await world.send(null, document), 'UNAUTHENTICATED');
    expect(Object.values(Role)).toContain('INSPECTOR');
  });

  it('sends as many statements for fifty categories as for five', async () => {
    const leaves = Array.from({ length: 50 }, (_, n) => ({
      code: `d${String(n + 10)}`,
      name: `分类${n}`,
      parentCode: 'c1',
    }));
    await registerCategories(world, leaves);
    const document = `query ($first: Int!) { categories(first: $first, filter: { parentCode: "c1" }) { totalCount edges { node {
      parent { name } path { name } children(first: 5) { totalCount edges { node { parent { name } } } } } } } }`;
    const count = async (first: number): Promise<number> => {
      let statements = 0;
      const stop = world.db.onQuery(({ name }) => {
        if (name !== 'wake_relay') statements++;
      });
      expectOk(await world.send(null, document, { first }));
      stop();
      return statements;
    };
    const ofFive = await count(5);
    expect(await count(50)).toBe(ofFive);
    expect(ofFive).toBeLessThanOrEqual(6);
  });

  /** `graphql()` leaves the thrown error as it is; the server's formatter makes the code of it. */
  function expectErrorCodeOf(answer: Answered, code: string): void {
    const [error] = answer.errors ?? [];
    expectErrorCode({ errors: [{ message: error?.message, extensions: { code: error?.originalError?.code } }] }, code);
  }
});
