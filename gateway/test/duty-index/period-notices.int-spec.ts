import { randomUUID } from 'node:crypto';
import { toldAtOnce } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { type SchemeCalls, schemeCalls } from '../duty-schemes/scheme-calls.js';
import { createWorld, type World } from '../gateway-world.js';
import { Notices, type Told } from '../notices.js';
import { type Deeds, deedsIn } from './duty-world.js';

const city = '330700000000';
const members = Array.from({ length: 2 * toldAtOnce + 1 }, (_, no) => `D${String(no).padStart(3, '0')}`);
/** One of each page, who have accounts. */
const people = [members[0]!, members[toldAtOnce]!, members.at(-1)!];
const place = { cohortId: 'city', period: { kind: 'MONTH', start: '2026-03-01' } };

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;
let notices: Notices;

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  notices = await Notices.open(world);
  await world.account('office', [{ role: Role.OFFICE_CLERK, regionCode: city }]);
  for (const id of [...people, 'E1']) await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  calls = schemeCalls(world, ['office'], {
    saveIndexPolicy: 'IndexPolicyPayload { policy { id } }',
    publishIndexPeriod: 'IndexPeriodPayload { period { id } }',
    closeIndexPeriod: 'IndexPeriodPayload { period { hash } }',
  });
  await calls.at('2026-03-05T08:00:00+08:00');
  for (const id of members) deeds.deputy(id);
  deeds.deputy('E1', { regionPath: ['331000000000'] });
  await deeds.count();
  const policy = { policyId: 'city', name: '全体代表', effectiveFrom: '2026-01-01', cohort: {} };
  const weights = [{ kind: 'CLAIM', weightBp: 10_000 }];
  await calls.done('office', 'saveIndexPolicy', { expectedVersion: 0, policy: { ...policy, weights } });
  await deeds.count();
});
afterAll(() => world[Symbol.asyncDispose]());

const once = (...kinds: string[]): Told[] =>
  kinds.flatMap((kind) => people.map((username) => ({ username, kind, times: 1 })));

describe('deputies of a cohort', () => {
  it('hear once that their index is shown, and until when they may object', async () => {
    await calls.at('2026-04-02T10:00:00+08:00');
    const keyed = { ...place, idempotencyKey: randomUUID() };
    for (const _ of [1, 2]) await calls.done('office', 'publishIndexPeriod', keyed);
    await notices.tellAll();
    expect(await notices.everything()).toEqual(once('INDEX_PERIOD_SHOWN'));
    expect(await notices.titles(people[1]!, 'zh')).toEqual([
      '您2026年3月的履职指数已亮分,如有异议,可在 2026-04-10(含当日)前申诉',
    ]);
    expect(await notices.titles(people[2]!, 'en')).toEqual([
      'Your duty index of 2026-03 is shown; you may object until 2026-04-10',
    ]);
    expect(await notices.titles('E1', 'en')).toEqual([]);
  });

  it('hear once that it is frozen, with its hash', async () => {
    await calls.at('2026-04-11T08:00:00+08:00');
    const { period } = await calls.done('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 });
    await notices.tellAll();
    expect(await notices.everything()).toEqual(once('INDEX_PERIOD_FROZEN', 'INDEX_PERIOD_SHOWN'));
    expect((await notices.titles(people[0]!, 'zh'))[0]).toBe(`您2026年3月的履职指数已封账,快照哈希 ${period.hash}`);
    expect((await notices.titles(people[0]!, 'en'))[0]).toBe(
      `Your duty index of 2026-03 is frozen; hash of the snapshot: ${period.hash}`,
    );
  });

  it('are named in bounded events, each in one of them', async () => {
    const rows = await world.db.queryText<{ state: string; ids: string[] }>(
      `select payload ->> 'state' as state, array(select jsonb_array_elements_text(payload -> 'representativeIds')) as ids
       from events.log where type = 'index_period.told' order by position`,
    );
    for (const state of ['DRAFT', 'FROZEN']) {
      const pages = rows.filter((row) => row.state === state).map(({ ids }) => ids);
      expect(pages.map(({ length }) => length)).toEqual([toldAtOnce, toldAtOnce, 1]);
      expect(pages.flat()).toEqual(members);
    }
  });

  it('are told nothing again by a replay, and nothing of what is long past', async () => {
    await notices.replay();
    expect(await notices.everything()).toEqual(once('INDEX_PERIOD_FROZEN', 'INDEX_PERIOD_SHOWN'));
    await world.db.queryText('truncate notifications.notification cascade');
    await calls.at('2026-04-12T08:00:00+08:00');
    await notices.replay();
    expect(await notices.everything()).toEqual(once('INDEX_PERIOD_FROZEN'));
  });
});
