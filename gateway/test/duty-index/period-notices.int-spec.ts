import { randomUUID } from 'node:crypto';
import { toldAtOnce } from '@lianxin/events';
import type { Gateway } from '@lianxin/gateway';
import { Role } from '@lianxin/subgraph-kit';
import { expectOk } from '@lianxin/testing';
import { type Json, type SchemeCalls, schemeCalls } from '../duty-schemes/scheme-calls.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Deeds, deedsIn } from './duty-world.js';

const city = '330700000000';
const members = Array.from({ length: 2 * toldAtOnce + 1 }, (_, no) => `D${String(no).padStart(3, '0')}`);
/** One of each page, who have accounts. */
const people = [members[0]!, members[toldAtOnce]!, members.at(-1)!];
const place = { cohortId: 'city', period: { kind: 'MONTH', start: '2026-03-01' } };

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;
let notifying: { readonly gateway: Gateway; readonly url: string };

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  notifying = await world.another({
    notifications: { databaseUrl: world.urlFor('notifications'), addressKey: Buffer.alloc(32, 5) },
  });
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

async function tellAll(): Promise<void> {
  await world.relay.drain();
  await notifying.gateway.catchUp();
}

/** Titles that a deputy reads, the newest first. */
async function titles(who: string, language: string): Promise<string[]> {
  const query = '{ viewer { notifications { edges { node { title } } } } }';
  const answer = await fetch(`${notifying.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': language,
      authorization: `Bearer ${await world.tokenOf(who)}`,
    },
    body: JSON.stringify({ query }),
  });
  const { viewer } = expectOk<Json>(await answer.json());
  return viewer.notifications.edges.map(({ node }: Json) => node.title);
}

/** Everything that was told, by account and kind. */
const everything = (): Promise<Json[]> =>
  world.db.queryText(
    `select upper(username) as username, kind, count(*)::int as times from notifications.notification n
     join identity.account a on a.id = n.account_id group by 1, 2 order by 2, 1`,
  );
const once = (...kinds: string[]): Json[] =>
  kinds.flatMap((kind) => people.map((username) => ({ username, kind, times: 1 })));

async function replay(): Promise<void> {
  await world.db.queryText('update notifications.consumer_checkpoint set position = 0');
  await world.db.queryText('delete from notifications.inbox');
  await tellAll();
}

describe('deputies of a cohort', () => {
  it('hear once that their index is shown, and until when they may object', async () => {
    await calls.at('2026-04-02T10:00:00+08:00');
    const keyed = { ...place, idempotencyKey: randomUUID() };
    for (const _ of [1, 2]) await calls.done('office', 'publishIndexPeriod', keyed);
    await tellAll();
    expect(await everything()).toEqual(once('INDEX_PERIOD_SHOWN'));
    expect(await titles(people[1]!, 'zh')).toEqual([
      '您2026年3月的履职指数已亮分,如有异议,可在 2026-04-10(含当日)前申诉',
    ]);
    expect(await titles(people[2]!, 'en')).toEqual([
      'Your duty index of 2026-03 is shown; you may object until 2026-04-10',
    ]);
    expect(await titles('E1', 'en')).toEqual([]);
  });

  it('hear once that it is frozen, with its hash', async () => {
    await calls.at('2026-04-11T08:00:00+08:00');
    const { period } = await calls.done('office', 'closeIndexPeriod', { ...place, expectedVersion: 1 });
    await tellAll();
    expect(await everything()).toEqual(once('INDEX_PERIOD_FROZEN', 'INDEX_PERIOD_SHOWN'));
    expect((await titles(people[0]!, 'zh'))[0]).toBe(`您2026年3月的履职指数已封账,快照哈希 ${period.hash}`);
    expect((await titles(people[0]!, 'en'))[0]).toBe(
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
    await replay();
    expect(await everything()).toEqual(once('INDEX_PERIOD_FROZEN', 'INDEX_PERIOD_SHOWN'));
    await world.db.queryText('truncate notifications.notification cascade');
    await calls.at('2026-04-12T08:00:00+08:00');
    await replay();
    expect(await everything()).toEqual(once('INDEX_PERIOD_FROZEN'));
  });
});
