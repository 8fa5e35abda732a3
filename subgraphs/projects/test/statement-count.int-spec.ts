import { city, foreignId, type Graph, province, startGraph } from './graph.js';

const length = 50;
const two = (n: number): string => String(n + 1).padStart(2, '0');

describe('statements of a list', () => {
  let graph: Graph;
  const [units, deputies] = [Array.from({ length }, foreignId), Array.from({ length }, foreignId)];

  beforeAll(async () => {
    graph = await startGraph('2026-06-01T10:00:00+08:00');
    await graph.subgraph.useCases.registerProjects(
      Array.from({ length }, (_, n) => ({
        number: two(n),
        name: `项目${two(n)}`,
        year: 2026,
        regionPath: [province, city],
        status: 'EVALUATED' as const,
        actualPercent: 100,
        leadUnitId: units[n],
        leadMemberId: deputies[n],
        milestones: [{ title: '完工', dueOn: '2026-05-31' }],
        ballot: { heldOn: '2026-01-20', deputyCount: 400, seats: 50, candidates: 60 },
        satisfaction: [
          { heldOn: '2026-05-31', memberCount: 29, satisfied: 20, basicallySatisfied: 5, notSatisfied: 4 },
        ],
      })),
    );
    const milestones = [{ title: '完成排查', dueOn: '2026-05-31' }];
    const items = [{ title: '事项', status: 'LISTED' as const, milestones }];
    const lists = Array.from({ length }, (_, n) => {
      return { code: two(n), kind: '监督事项', name: two(n), regionPath: [province, city], isPublished: true, items };
    });
    await graph.subgraph.useCases.registerWorkLists(lists);
  });

  afterAll(() => graph[Symbol.asyncDispose]());

  const projects = `query ($first: Int!) { livelihoodProjects(regionCode: "330700", year: 2026, first: $first) { totalCount edges { node {
    light plannedPercent milestones { light } ballot { seats } satisfaction { verdict } leadUnit { projects(first: 3) { totalCount edges { node { name } } } }
    leadMember { projects(first: 3) { edges { node { name } } } } region { projects(first: 3) { edges { node { milestones { title } } } } } } } } }`;

  const workLists = `query ($first: Int!) { workLists(first: $first) { totalCount edges { node {
    items(first: 100) { totalCount edges { node { light milestones { title light } list { name } } } } } } } }`;

  it.each([
    ['projects', projects, 10],
    ['work lists', workLists, 7],
  ])('does not grow with the list: %s', async (_, document, most) => {
    const ofFew = await graph.statementsOf(document, { first: 5 });
    expect(await graph.statementsOf(document, { first: length })).toBe(ofFew);
    expect(ofFew).toBe(most);
  });

  it('is constant for references of other subgraphs', async () => {
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on HandlingUnit { projects(first: 3) { totalCount edges { node { name light } } } }
      ... on Representative { projects(first: 3) { totalCount edges { node { name } } } } } }`;
    const of = (count: number): Promise<number> =>
      graph.statementsOf(document, {
        representations: [
          ...units.slice(0, count).map((id) => ({ __typename: 'HandlingUnit', id })),
          ...deputies.slice(0, count).map((id) => ({ __typename: 'Representative', id })),
        ],
      });
    expect(await of(length)).toBe(await of(1));
  });
});
