import { Role } from '@lianxin/subgraph-kit';
import type { WorkListInput } from '@lianxin/projects';
import { expectErrorCode, expectOk } from '@lianxin/testing';
import { type Answered, city, county, foreignId, type Graph, province, someone, startGraph } from './graph.js';

const unit = foreignId();

const list = (code: string, change: Partial<WorkListInput> = {}): WorkListInput => ({
  code,
  kind: '监督事项',
  name: `清单${code}`,
  regionPath: [province, city],
  isPublished: true,
  items: [
    {
      title: '老旧小区加装电梯',
      status: 'SUPERVISED',
      responsibleUnitId: unit,
      dueOn: '2026-12-31',
      milestones: [
        { title: '完成排查', dueOn: '2026-04-30', doneOn: '2026-04-28' },
        { title: '完成施工', dueOn: '2026-05-31' },
      ],
    },
    { title: '校门口交通', status: 'ACCEPTED', responsibleUnitId: unit, acceptedAt: new Date('2026-05-06T02:00:00Z') },
    { title: '菜场改造', status: 'CANCELLED' },
  ],
  ...change,
});

const workLists = `
  query WorkLists($kind: String, $first: Int!) {
    workLists(kind: $kind, first: $first) {
      edges { node { id kind name items(first: 100) { totalCount edges { node {
        id title status light responsibleUnit { id } milestones { title dueOn doneOn } acceptedAt } } } } }
    }
  }`;

describe('work lists', () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await startGraph('2026-06-01T10:00:00+08:00');
    const inner = { isPublished: false, regionPath: [province, city, county], kind: '决策部署' };
    const counts = await graph.subgraph.useCases.registerWorkLists([list('B'), list('A'), list('C', inner)]);
    expect(counts).toEqual({ added: 3, unchanged: 0 });
  });

  afterAll(() => graph[Symbol.asyncDispose]());

  it('answers the operation of the office', async () => {
    const { workLists: found } = expectOk<Answered>(await graph.ask(workLists, null, { kind: '监督事项', first: 10 }));
    expect(found.edges.map(({ node }: Answered) => node.name)).toEqual(['清单A', '清单B']);
    expect(found.edges[0].node.items.totalCount).toBe(3);
    expect(found.edges[0].node.items.edges.map(({ node }: Answered) => node)).toMatchObject([
      {
        title: '老旧小区加装电梯',
        status: 'SUPERVISED',
        light: 'RED',
        responsibleUnit: { id: unit },
        milestones: [
          { title: '完成排查', dueOn: '2026-04-30', doneOn: '2026-04-28' },
          { title: '完成施工', dueOn: '2026-05-31', doneOn: null },
        ],
        acceptedAt: null,
      },
      {
        title: '校门口交通',
        status: 'ACCEPTED',
        light: 'GREEN',
        milestones: [],
        acceptedAt: '2026-05-06T02:00:00.000Z',
      },
      { title: '菜场改造', status: 'CANCELLED', light: null, responsibleUnit: null },
    ]);
  });

  it('pages lists and items', async () => {
    const document = `query ($after: String, $behind: String) { workLists(first: 1, after: $after) { totalCount pageInfo { endCursor hasNextPage }
      edges { node { code items(first: 2, after: $behind) { totalCount pageInfo { endCursor hasNextPage } edges { node { title list { code } } } } } } } }`;
    const { workLists: first } = expectOk<Answered>(await graph.ask(document));
    expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true }, edges: [{ node: { code: 'A' } }] });
    const { items } = first.edges[0].node;
    expect(items).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const variables = { after: first.pageInfo.endCursor, behind: items.pageInfo.endCursor };
    const { workLists: second } = expectOk<Answered>(await graph.ask(document, null, variables));
    expect(second.edges[0].node).toMatchObject({
      code: 'B',
      items: { edges: [{ node: { title: '菜场改造', list: { code: 'B' } } }] },
    });
    const foreign = Buffer.from('["x"]').toString('base64url');
    expectErrorCode(await graph.ask(document, null, { behind: foreign }), 'INVALID_CURSOR');
  });

  it('keeps an unpublished list to the office and the inspection room of its region', async () => {
    const office = someone(Role.OFFICE_CLERK, county);
    const document = '{ workLists(kind: "决策部署") { edges { node { id items { edges { node { id } } } } } } }';
    const [{ node }] = expectOk<Answered>(await graph.ask(document, office)).workLists.edges;
    const ids = { list: node.id, item: node.items.edges[0].node.id };
    const ways = `query ($list: ID!, $representations: [_Any!]!) { workList(id: $list) { code } workLists { totalCount }
      _entities(representations: $representations) { ... on WorkList { code } ... on WorkItem { title } } }`;
    const representations = [
      { __typename: 'WorkList', id: ids.list },
      { __typename: 'WorkItem', id: ids.item },
    ];
    const variables = { list: ids.list, representations };
    const open = {
      workList: { code: 'C' },
      workLists: { totalCount: 3 },
      _entities: [{ code: 'C' }, { title: '老旧小区加装电梯' }],
    };
    const closed = { workList: null, workLists: { totalCount: 2 }, _entities: [null, null] };
    expect(expectOk(await graph.ask(ways, office, variables))).toEqual(open);
    expect(expectOk(await graph.ask(ways, someone(Role.INSPECTOR, city), variables))).toEqual(open);
    expect(expectOk(await graph.ask(ways, null, variables))).toEqual(closed);
    expect(expectOk(await graph.ask(ways, someone(Role.OFFICE_CLERK, '330782000000'), variables))).toEqual(closed);
    expect(expectOk(await graph.ask(ways, someone(Role.UNIT_CLERK, county), variables))).toEqual(closed);
  });

  it('adds nothing the second time', async () => {
    expect(await graph.subgraph.useCases.registerWorkLists([list('A'), list('D', { items: [] })])).toEqual({
      added: 1,
      unchanged: 1,
    });
    const { workLists: found } = expectOk<Answered>(
      await graph.ask('{ workLists { edges { node { code items { totalCount } } } } }'),
    );
    expect(found.edges.map(({ node }: Answered) => [node.code, node.items.totalCount])).toEqual([
      ['A', 3],
      ['B', 3],
      ['D', 0],
    ]);
  });
});
