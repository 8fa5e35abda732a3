import { Role } from '@lianxin/subgraph-kit';
import { type SchemeCalls, schemeCalls } from '../duty-schemes/scheme-calls.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Deeds, deedsIn, workedExample } from './duty-world.js';

export const march = { kind: 'MONTH', start: '2026-03-01' };

/** Rules for members of the party: D1 to D4. */
export const party = {
  policyId: 'party',
  name: '党员代表',
  effectiveFrom: '2026-01-01',
  cohort: { isPartyMember: true },
  weights: [
    { kind: 'CLAIM', weightBp: 3000 },
    { kind: 'DISCOVERY', weightBp: 3000 },
    { kind: 'RECTIFICATION', weightBp: 4000 },
  ],
};

const payloads = {
  saveIndexPolicy: 'IndexPolicyPayload { policy { id version hash } }',
  setIndexRanking: 'IndexRankingPayload { ranking { enabled documentNo version } }',
  publishIndexPeriod: 'IndexPeriodPayload { period { id state version objectionsUntil policyVersion } }',
  closeIndexPeriod: 'IndexPeriodPayload { period { id state version frozenAt policyHash hash position } }',
  raiseIndexObjection: 'IndexObjectionPayload { objection { id state version } }',
  answerIndexObjection: 'IndexObjectionPayload { objection { id state answer version } }',
};

/** An office, an analyst, and five deputies, each of whom did something in March. */
export interface PeriodWorld {
  readonly world: World;
  readonly deeds: Deeds;
  readonly calls: SchemeCalls;
}

export async function periodWorld(): Promise<PeriodWorld> {
  const world = await createWorld();
  const deeds = deedsIn(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: '330700000000' }]);
  await world.account('D1', [{ role: Role.REPRESENTATIVE, representativeId: 'D1' }]);
  await world.account('analyst', [{ role: Role.ANALYST }]);
  const calls = schemeCalls(world, ['office', 'D1', 'analyst'], payloads);
  await calls.at('2026-03-05T08:00:00+08:00');
  for (const id of ['D1', 'D2', 'D3', 'D4', 'D5']) deeds.deputy(id, { isPartyMember: id !== 'D5' });
  workedExample(deeds, 'D1');
  workedExample(deeds, 'D3');
  for (const no of [1, 2, 3]) deeds.rectification(`D2-${no}`, 'D2');
  for (const no of [1, 2, 3]) deeds.offer(`D4-${no}`, 'D4');
  await deeds.count();
  return { world, deeds, calls };
}
