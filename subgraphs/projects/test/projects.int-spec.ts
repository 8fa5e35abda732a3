import { expectErrorCode, expectOk } from '@lianxin/testing';
import { Role } from '@lianxin/subgraph-kit';
import {
  type Answered,
  city,
  county,
  foreignId,
  type Graph,
  otherCounty,
  province,
  someone,
  startGraph,
} from './graph.js';
import { leader, member, project, unit } from './sample-project.js';

const livelihoodProjects = `
  query LivelihoodProjects($regionCode: ID!, $year: Int!, $first: Int!, $after: String) {
    livelihoodProjects(regionCode: $regionCode, year: $year, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id name status light plannedPercent actualPercent
          leadUnit { id } leadMember { id } taskForce { name members { id } }
          milestones { id title dueOn doneOn light }
          ballot { seats candidates result { forCount againstCount abstainCount adopted } }
          satisfaction { satisfied basicallySatisfied notSatisfied verdict }
          acceptance { acceptedOn }
        }
      }
    }
  }`;

const namesIn = (connection: Answered): string[] => connection.edges.map(({ node }: Answered) => node.name);

describe('livelihood projects', () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await startGraph('2026-06-01T10:00:00+08:00');
    await graph.subgraph.useCases.registerProjects([
      project('01', { actualPercent: 40, budgetFen: 9_007_199_254_740_993n }),
      project('02', { actualPercent: 20 }),
      project('03', { actualPercent: 0, satisfaction: [] }),
      project('04', {
        status: 'SCREENING',
        ballot: null,
        leadUnitId: null,
        leadMemberId: null,
        taskForce: null,
        milestones: [],
      }),
      project('05', { status: 'REVIEWED', ballot: null }),
      project('01', { name: '县一', regionPath: [province, city, county], leadMemberId: member, taskForce: null }),
      project('02', { name: '县二', regionPath: [province, city, county], status: 'SOLICITING', ballot: null }),
      project('01', { name: '邻县', regionPath: [province, city, otherCounty] }),
      project('01', {
        name: '往年',
        year: 2025,
        status: 'PUBLISHED',
        actualPercent: 100,
        satisfaction: [
          { heldOn: '2025-11-01', memberCount: 29, satisfied: 5, basicallySatisfied: 5, notSatisfied: 19 },
          { heldOn: '2026-01-10', memberCount: 29, satisfied: 5, basicallySatisfied: 10, notSatisfied: 14 },
        ],
        acceptance: { acceptedOn: '2025-12-20', acceptedBy: '市人大常委会' },
      }),
    ]);
  });

  afterAll(() => graph[Symbol.asyncDispose]());

  it('answers the operation of the office', async () => {
    const { livelihoodProjects: found } = expectOk<Answered>(
      await graph.ask(livelihoodProjects, null, { regionCode: '330700', year: 2026, first: 20 }),
    );
    expect(found.totalCount).toBe(6);
    expect(namesIn(found)).toEqual(['项目01', '项目02', '项目03', '项目05', '县一', '邻县']);
    expect(found.edges[0].node).toMatchObject({
      status: 'IN_PROGRESS',
      light: 'GREEN',
      plannedPercent: 30,
      actualPercent: 40,
      leadUnit: { id: unit },
      leadMember: { id: leader },
      taskForce: { name: '城东专班', members: [{ id: member }] },
      milestones: [
        { title: '开工', dueOn: '2026-03-01', doneOn: '2026-02-20', light: 'GREEN' },
        { title: '完工', dueOn: '2026-05-31', doneOn: null, light: 'RED' },
      ],
      ballot: {
        seats: 10,
        candidates: 12,
        result: { forCount: 350, againstCount: 20, abstainCount: 10, adopted: true },
      },
      satisfaction: { satisfied: 14, basicallySatisfied: 10, notSatisfied: 4, verdict: 'SATISFIED' },
      acceptance: null,
    });
    const lights = found.edges.map(({ node }: Answered) => node.light);
    expect(lights).toEqual(['GREEN', 'YELLOW', 'YELLOW', null, 'GREEN', 'GREEN']);
    expect(found.edges[2].node.satisfaction).toBeNull();
    expect(found.edges[3].node.ballot).toBeNull();
  });

  it('computes the light of the day by the thresholds of the day', async () => {
    const document =
      '{ livelihoodProjects(regionCode: "330700", year: 2026, first: 3) { edges { node { light plannedPercent } } } }';
    graph.clock.set('2026-12-30T23:59:00+08:00');
    const eve = expectOk<Answered>(await graph.ask(document));
    expect(eve.livelihoodProjects.edges[0].node).toEqual({ light: 'GREEN', plannedPercent: 30 });
    graph.clock.set('2026-12-31T00:00:00+08:00');
    const lastDay = expectOk<Answered>(await graph.ask(document));
    expect(lastDay.livelihoodProjects.edges[0].node).toEqual({ light: 'RED', plannedPercent: 100 });
    const admin = await graph.database.openAsAdmin('projects');
    await admin.queryText(`insert into projects.light_policy values (2, 61, 80, 7, '测试')`);
    const lenient = expectOk<Answered>(await graph.ask(document));
    expect(lenient.livelihoodProjects.edges[0].node.light).toBe('GREEN');
    await admin.queryText('delete from projects.light_policy where version = 2');
    graph.clock.set('2026-06-01T10:00:00+08:00');
  });

  it('shows the latest vote, and a budget to the fen', async () => {
    const document = `{ livelihoodProjects(regionCode: "330700", first: 20) { edges { node {
      name year budgetFen satisfaction { heldOn verdict } acceptance { acceptedOn acceptedBy conclusion } region { code } } } } }`;
    const { livelihoodProjects: found } = expectOk<Answered>(await graph.ask(document));
    expect(found.edges[0].node.budgetFen).toBe('9007199254740993');
    expect(found.edges.at(-1).node).toEqual({
      name: '往年',
      year: 2025,
      budgetFen: null,
      satisfaction: { heldOn: '2026-01-10', verdict: 'BASICALLY_SATISFIED' },
      acceptance: { acceptedOn: '2025-12-20', acceptedBy: '市人大常委会', conclusion: null },
      region: { code: city },
    });
  });

  it('pages without gap or repeat, the newest year first', async () => {
    const names: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const document = `query ($after: String) { livelihoodProjects(first: 2, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { name } } } }`;
      const { livelihoodProjects: page }: Answered = expectOk(await graph.ask(document, null, { after }));
      expect(page.totalCount).toBe(7);
      names.push(...namesIn(page));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(names).toEqual(['项目01', '项目02', '项目03', '项目05', '县一', '邻县', '往年']);
  });

  it('refuses a page too large, a foreign cursor and an odd region', async () => {
    const foreign = Buffer.from(JSON.stringify(['a', 'b', 'c'])).toString('base64url');
    expectErrorCode(await graph.ask('{ livelihoodProjects(first: 101) { totalCount } }'), 'PAGE_TOO_LARGE');
    expectErrorCode(await graph.ask('{ livelihoodProjects(first: 1, after: "x") { totalCount } }'), 'INVALID_CURSOR');
    expectErrorCode(
      await graph.ask(`{ livelihoodProjects(first: 1, after: "${foreign}") { totalCount } }`),
      'INVALID_CURSOR',
    );
    expectErrorCode(await graph.ask('{ livelihoodProjects(regionCode: "33") { totalCount } }'), 'INVALID_INPUT');
  });

  it('shows what is not published to the office and the inspection room of the region alone', async () => {
    const count = async (as: Parameters<typeof graph.ask>[1]): Promise<number> => {
      const answer = await graph.ask(
        '{ livelihoodProjects(regionCode: "330700", year: 2026, first: 1) { totalCount } }',
        as,
      );
      return expectOk<Answered>(answer).livelihoodProjects.totalCount;
    };
    expect(await count(null)).toBe(6);
    for (const role of Object.values(Role)) {
      const isOffice = role === Role.OFFICE_CLERK || role === Role.INSPECTOR;
      expect(await count(someone(role, city))).toBe(isOffice ? 8 : 6);
      expect(await count(someone(role, county))).toBe(isOffice ? 7 : 6);
      expect(await count(someone(role))).toBe(6);
    }
  });

  it('answers a hidden project like a missing one, on every way to it', async () => {
    const office = someone(Role.OFFICE_CLERK, city);
    const all = '{ livelihoodProjects(regionCode: "330700", first: 20) { edges { node { id name } } } }';
    const edges = expectOk<Answered>(await graph.ask(all, office)).livelihoodProjects.edges;
    const { id } = edges.find(({ node }: Answered) => node.name === '项目04').node;
    const ways = `query ($id: ID!, $representations: [_Any!]!) {
      livelihoodProject(id: $id) { name }
      _entities(representations: $representations) { ... on LivelihoodProject { name } } }`;
    const representations = [id, foreignId(), 'no-id'].map((id) => ({ __typename: 'LivelihoodProject', id }));
    const seen = expectOk<Answered>(await graph.ask(ways, office, { id, representations }));
    expect(seen).toEqual({ livelihoodProject: { name: '项目04' }, _entities: [{ name: '项目04' }, null, null] });
    const hidden = expectOk<Answered>(await graph.ask(ways, null, { id, representations }));
    expect(hidden).toEqual({ livelihoodProject: null, _entities: [null, null, null] });
  });

  it('adds projects to regions, deputies and handling units', async () => {
    const document = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
      ... on Region { code projects(first: 2, year: 2026) { totalCount edges { node { name } } } }
      ... on Representative { id projects(first: 20) { totalCount edges { node { name } } } }
      ... on HandlingUnit { id projects(first: 1) { totalCount pageInfo { hasNextPage } edges { node { name } } } } } }`;
    const representations = [
      { __typename: 'Region', code: county },
      { __typename: 'Region', code: city },
      { __typename: 'Representative', id: member },
      { __typename: 'Representative', id: 'nobody' },
      { __typename: 'HandlingUnit', id: unit },
    ];
    const { _entities: found } = expectOk<Answered>(await graph.ask(document, null, { representations }));
    expect(found[0].projects).toEqual({ totalCount: 1, edges: [{ node: { name: '县一' } }] });
    expect(found[1].projects.totalCount).toBe(6);
    expect(namesIn(found[1].projects)).toEqual(['项目01', '项目02']);
    // Leads one, is in the task force of the others.
    expect(namesIn(found[2].projects)).toEqual(['项目01', '项目02', '项目03', '项目05', '县一', '邻县', '往年']);
    expect(found[3].projects).toEqual({ totalCount: 0, edges: [] });
    expect(found[4].projects).toMatchObject({ totalCount: 7, pageInfo: { hasNextPage: true } });
  });
});
