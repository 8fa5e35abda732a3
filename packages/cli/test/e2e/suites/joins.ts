import { expectOk } from '@lianxin/testing';
import type { Platform } from '../../../src/platform/start-platform.js';
import { subgraphNames } from '../../../src/parts.js';
import type { Answered } from '../client.js';
import type { World } from '../e2e-world.js';
import { crowdSize } from '../seed-crowd.js';

/** What the documentation tells: statements of all four subgraphs together, whatever the length of the list. */
const statementsOfTheList = 21;

/** Statements of a consumer that looks for events, and of the housekeeping; both go on beside every request. */
const background = /^(begin|commit|rollback|consumer_|log_|wake_relay|suggestions_with_expired|suggestions_sweep)/;

const crowd = { regionCode: '330782' };

/** One query over all four subgraphs. */
export function describeJoins(world: () => World): void {
  describe('real joins', () => {
    const ask = async (first: number): Promise<Answered> =>
      expectOk<Answered>(await world().send('office', 'Everything', { first, filter: crowd })).suggestions;

    it('follows every relation from fifty suggestions to stations, regions, projects, units and deputies', async () => {
      const { totalCount, edges } = await ask(50);
      expect(totalCount).toBe(crowdSize);
      expect(edges).toHaveLength(50);
      for (const { node } of edges) {
        const { station, leadUnit, representative, timeline } = node;
        const [, n] = /第(\d+)联络站/.exec(station.name) ?? [];
        expect(station.region.projects).toMatchObject({
          totalCount: 1,
          edges: [{ node: { name: `民生项目YW-P${n}`, leadMember: { name: `义乌代表${n}` } } }],
        });
        expect(station.region.projects.edges[0].node.leadUnit.name).toMatch(/^义乌第\d办事处$/);
        expect(leadUnit.projects.edges.length).toBeGreaterThan(0);
        expect(representative).toMatchObject({
          name: `义乌代表${n}`,
          delegation: '义乌代表团',
          stations: { edges: [{ node: { name: station.name } }] },
          proposals: {
            edges: [{ node: { number: `YW-A${n}`, resultClass: 'A', leadUnit: { name: '市住房和城乡建设局' } } }],
          },
          projects: { edges: [{ node: { name: `民生项目YW-P${n}`, satisfaction: { verdict: 'SATISFIED' } } }] },
        });
        expect(timeline.edges.map((edge: Answered) => edge.node.action)).toEqual(['COLLECT', 'ADMIT', 'DISPATCH']);
      }
      expect((await ask(5)).edges).toEqual(edges.slice(0, 5));
    });
  });
}

/** What the list costs in SQL; only where the subgraphs run in this process. */
export function describeStatements(world: () => World & { readonly platform: Platform }): void {
  describe('SQL statements of a list over all four subgraphs', () => {
    const statementsOf = async (first: number): Promise<string[]> => {
      const { platform, send } = world();
      const names: string[] = [];
      const stops = subgraphNames.map((name) =>
        platform.subgraphs[name].db.onQuery(({ name: statement, text }) => names.push(statement ?? text)),
      );
      expectOk(await send('office', 'Everything', { first, filter: crowd }));
      for (const stop of stops) stop();
      return names.filter((name) => !background.test(name)).sort();
    };

    it(`are ${statementsOfTheList}, for 50 items as for 5`, async () => {
      await statementsOf(5);
      const [few, many] = [await statementsOf(5), await statementsOf(50)];
      expect(many).toEqual(few);
      expect(many).toHaveLength(statementsOfTheList);
    });
  });
}
