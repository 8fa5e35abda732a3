import { city, type Graph, startGraph } from './graph.js';
import { project } from './sample-project.js';

describe('the registration of projects', () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await startGraph('2026-06-01T10:00:00+08:00');
    const older = project('01', { year: 2025, ballot: null });
    expect(await graph.subgraph.useCases.registerProjects([project('01'), project('02'), older])).toEqual({
      added: 3,
      unchanged: 0,
    });
  });

  afterAll(() => graph[Symbol.asyncDispose]());

  it('adds nothing the second time, and says what was new once', async () => {
    const { registerProjects } = graph.subgraph.useCases;
    expect(await registerProjects([project('01', { name: '另一名称' })])).toEqual({ added: 0, unchanged: 1 });
    const admin = await graph.database.openAsAdmin('projects');
    const [ballots] = await admin.queryText<{ n: number }>('select count(*)::int as n from projects.ballot');
    expect(ballots).toEqual({ n: 1 });
    const events = await admin.queryText<{ type: string; topics: string[] }>(
      'select type, topics from projects.outbox',
    );
    expect(events.map(({ type }) => type)).toEqual(Array(3).fill('livelihood_project.registered'));
    expect(events[0]?.topics).toContain(`region:${city}`);
  });

  it('registers all or nothing', async () => {
    const { registerProjects } = graph.subgraph.useCases;
    const ballot = { heldOn: '2027-01-20', deputyCount: 10, seats: 1, candidates: 2 };
    const impossible = project('99', { year: 2027, ballot, leadUnitId: 'no-id' });
    await expect(registerProjects([project('98', { year: 2027, ballot }), impossible])).rejects.toThrow();
    const admin = await graph.database.openAsAdmin('projects');
    const [left] = await admin.queryText<{ n: number }>(
      `select count(*)::int as n from projects.ballot where held_on >= '2027-01-01'`,
    );
    expect(left).toEqual({ n: 0 });
  });

  it('keeps its entities in step with its tables', async () => {
    const { dataSource } = graph.subgraph.db;
    for (const { target } of dataSource.entityMetadatas) await dataSource.getRepository(target).find({ take: 1 });
    expect(dataSource.entityMetadatas).toHaveLength(7);
  });
});
