import { expectErrorCode, expectOk, expectRefused } from '@lianxin/testing';
import type { Answered } from '../client.js';
import type { World } from '../e2e-world.js';
import { journeyIn } from '../journey.js';

const namesOf = ({ edges }: Answered): string[] => edges.map(({ node }: Answered) => node.name);

/** What screens read: the queue, the directory, projects, lists. */
export function describeReading(world: () => World): void {
  describe('what screens read', () => {
    it('fills the queue of a station with fields of every subgraph', async () => {
      const { cast, send } = world();
      const it = await journeyIn(world()).bring('DISPATCHED');
      const variables = { stationId: cast.stationId, filter: { text: it.number ?? '' }, first: 5 };
      const { number } = expectOk<Answered>(await send('liaison', 'SuggestionDetail', { id: it.id })).suggestion;
      const { station } = expectOk<Answered>(
        await send('liaison', 'StationQueue', { ...variables, filter: { text: number } }),
      );
      expect(station).toMatchObject({
        name: '城东街道代表联络站',
        tier: 'HOME',
        kind: 'FIXED',
        region: { code: '330702001000', name: '城东街道' },
        suggestions: { totalCount: 1, pageInfo: { hasNextPage: false } },
      });
      expect(namesOf(station.representatives).sort()).toEqual(['施代表', '杜代表'].sort());
      const { node } = station.suggestions.edges[0];
      expect(node).toMatchObject({
        id: it.id,
        number,
        stage: 'DISPATCH',
        status: 'DISPATCHED',
        light: 'GREEN',
        version: 3,
        category: { code: 'c1-1', name: '市政道路' },
        constituent: { displayName: '胡*', phoneMasked: '138****1234' },
        leadUnit: { name: '城东街道办事处' },
        representative: { name: '施代表', dutyIndex: null },
      });
      expect(node.availableActions.find(({ action }: Answered) => action === 'DISPATCH')).toMatchObject({
        allowed: false,
        reason: { code: 'NOT_IN_STATE', message: expect.any(String) },
      });
    });

    it('pages through a queue without gap or repeat', async () => {
      const { cast, send } = world();
      const seen: string[] = [];
      let after: string | null = null;
      let total = 0;
      do {
        const page: Answered = expectOk<Answered>(
          await send('liaison', 'StationQueue', { stationId: cast.stationId, first: 3, after }),
        ).station.suggestions;
        seen.push(...page.edges.map(({ node }: Answered) => node.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        total = page.totalCount;
      } while (after !== null);
      expect(total).toBeGreaterThan(3);
      expect(new Set(seen).size).toBe(total);
      expect(seen).toHaveLength(total);
      expectErrorCode(
        await send('liaison', 'StationQueue', { stationId: cast.stationId, first: 3, after: 'nonsense' }),
        'INVALID_CURSOR',
      );
      expectErrorCode(
        await send('liaison', 'StationQueue', { stationId: cast.stationId, first: 101 }),
        'PAGE_TOO_LARGE',
      );
    });

    it('lists the directory, and says who is asking', async () => {
      const { cast, send } = world();
      const own = {
        liaison: { station: { id: cast.stationId, name: '城东街道代表联络站' }, unit: null, representative: null },
        unit: { unit: { id: cast.units.town, name: '城东街道办事处' }, station: null },
        representative: { representative: { id: cast.representativeId, name: '施代表' } },
        constituent: { station: null, unit: null, representative: null, roles: ['CONSTITUENT'] },
      } as const;
      for (const [who, viewer] of Object.entries(own)) {
        const answer = expectOk<Answered>(await send(who as keyof typeof own, 'Directory', { first: 100 }));
        expect(answer.viewer).toMatchObject(viewer);
        expect(answer.stations.totalCount).toBe(13);
        expect(answer.representatives.totalCount).toBe(12);
        expect(namesOf(answer.categories)).toEqual(expect.arrayContaining(['城乡建设', '市政道路']));
        expect(answer.categories.edges[1].node).toMatchObject({ code: 'c1-1', parent: { code: 'c1' } });
        expect(answer.handlingUnits.edges).toHaveLength(8);
        expect(answer.regions.edges[1].node).toEqual({
          code: '330700000000',
          name: '金华市',
          level: 'CITY',
          parent: { code: '330000000000' },
        });
      }
    });

    it('lists livelihood projects in full', async () => {
      const variables = { regionCode: '330702', year: 2026, first: 10 };
      const { livelihoodProjects } = expectOk<Answered>(await world().send('office', 'LivelihoodProjects', variables));
      expect(livelihoodProjects.totalCount).toBe(2);
      expect(livelihoodProjects.edges.map(({ node }: Answered) => node.name).sort()).toEqual([
        '民生项目P1',
        '民生项目P2',
      ]);
      expect(livelihoodProjects.edges.find(({ node }: Answered) => node.name === '民生项目P1').node).toMatchObject({
        status: 'IN_PROGRESS',
        actualPercent: 40,
        plannedPercent: expect.any(Number),
        light: expect.any(String),
        leadUnit: { name: '城东街道办事处' },
        leadMember: { name: '施代表' },
        taskForce: { name: '专班', members: [] },
        milestones: [{ title: '开工', dueOn: '2026-03-01', doneOn: '2026-02-20' }],
        ballot: { seats: 10, candidates: 12, result: { forCount: 350, adopted: true } },
        satisfaction: { satisfied: 24, basicallySatisfied: 3, notSatisfied: 1, verdict: 'SATISFIED' },
      });
    });

    it('shows published work lists to everybody and drafts to the office', async () => {
      const ask = async (who: 'office' | 'constituent'): Promise<Answered> =>
        expectOk<Answered>(await world().send(who, 'WorkLists', { kind: '问题清单', first: 10 })).workLists;
      expect(namesOf(await ask('office')).sort()).toEqual(['内部草稿', '道路安全问题清单'].sort());
      const published = await ask('constituent');
      expect(namesOf(published)).toEqual(['道路安全问题清单']);
      expect(published.edges[0].node.items).toMatchObject({
        totalCount: 1,
        edges: [
          {
            node: {
              title: '路口信号灯',
              status: 'IN_PROGRESS',
              responsibleUnit: { name: '市交通运输局' },
              milestones: [{ title: '勘查' }],
            },
          },
        ],
      });
    });

    it('signs in, and locks a name after five wrong passwords', async () => {
      const { send, signIn } = world();
      const signInAs = (username: string, word: string) =>
        send(null, 'SignIn', { input: { username, password: word } });
      const session = expectOk<Answered>(await signInAs('office', 'correct horse battery')).signIn;
      expect(session.viewer).toMatchObject({ displayName: '章主任', roles: ['OFFICE_CLERK'] });
      expect(session.token.split('.')).toHaveLength(3);
      for (let attempt = 0; attempt < 5; attempt += 1)
        expectRefused(await signInAs('nobody', 'wrong password'), 'BAD_CREDENTIALS');
      expectRefused(await signInAs('nobody', 'wrong password'), 'ACCOUNT_LOCKED');
      expect(await signIn('office')).toBeTruthy();
    });
  });
}
