import { encodeCursor, RectificationStatus } from '@lianxin/events';
import { Role } from '@lianxin/subgraph-kit';
import { KnowCohorts1769100000001 } from '../../src/modules/duty-schemes/migrations/1769100000001-know-cohorts.js';
import { type Deeds, deedsIn } from '../duty-index/duty-world.js';
import { createWorld, type World } from '../gateway-world.js';
import { type Subscriber, subscriberOf } from '../subscriber.js';
import { type Json, type SchemeCalls, schemeCalls } from './scheme-calls.js';

const province = '330000000000';
const city = '330700000000';
const district = '330702000000';
const other = '331000000000';
const offices = { province, city, district, other, placeless: undefined, nowhere: '339900000000' };
const deputies = { D1: [province, city, district], D2: [province, city], E1: [province, other] };

let world: World;
let deeds: Deeds;
let calls: SchemeCalls;
let people: Subscriber;
/** The published periods by the cohort. */
const periods: Record<string, string> = {};

beforeAll(async () => {
  world = await createWorld();
  deeds = deedsIn(world);
  people = subscriberOf(world);
  for (const [name, regionCode] of Object.entries(offices))
    await world.account(name, [{ role: Role.OFFICE_CLERK, ...(regionCode && { regionCode }) }]);
  await world.account('inspector', [{ role: Role.INSPECTOR, regionCode: other }]);
  for (const id of Object.keys(deputies))
    await world.account(id, [{ role: Role.REPRESENTATIVE, representativeId: id }]);
  calls = schemeCalls(world, [...Object.keys(offices), ...Object.keys(deputies), 'inspector'], {
    saveIndexPolicy: 'IndexPolicyPayload { policy { id version } }',
    publishIndexPeriod: 'IndexPeriodPayload { period { id version } }',
  });
  await calls.at('2026-04-01T08:00:00+08:00');
  for (const [id, regionPath] of Object.entries(deputies)) deeds.deputy(id, { regionPath, isPartyMember: id !== 'D2' });
  await deeds.count();
  const cohorts = { city: 'city', other: 'other', default: 'province' };
  for (const [policyId, who] of Object.entries(cohorts).slice(0, 2)) {
    const policy = { policyId, name: '党员代表', effectiveFrom: '2026-01-01', cohort: { isPartyMember: true } };
    const weights = [{ kind: 'CLAIM', weightBp: 10_000 }];
    await calls.done(who, 'saveIndexPolicy', { expectedVersion: 0, policy: { ...policy, weights } });
  }
  await deeds.count();
  for (const [cohortId, who] of Object.entries(cohorts)) {
    const place = { cohortId, period: { kind: 'MONTH', start: '2026-03-01' } };
    periods[cohortId] = (await calls.done(who, 'publishIndexPeriod', place)).period.id;
  }
  await deeds.count();
});
afterAll(async () => {
  await people[Symbol.asyncDispose]();
  await world[Symbol.asyncDispose]();
});

/** The cohorts whose lights somebody sees, and how many of them there are. */
async function seen(who: string): Promise<Json> {
  const { dutyWarnings } = await calls.ask(
    who,
    `{ dutyWarnings(filter: { lights: [OFF, GREEN, YELLOW, RED], ruleCode: "FREEZE" }) {
      totalCount edges { node { subjectId } } } }`,
  );
  const ids = dutyWarnings.edges.map(({ node }: Json) => node.subjectId);
  const cohorts = Object.keys(periods).filter((cohort) => ids.includes(periods[cohort]));
  expect(ids).toHaveLength(cohorts.length);
  return [cohorts, dutyWarnings.totalCount];
}

const changes = `subscription ($region: ID, $deputy: ID, $after: String) {
  dutyWarningChanged(regionCode: $region, representativeId: $deputy, after: $after) { subjectId light } }`;

describe('a light over a period', () => {
  it('is listed and counted for who sees a deputy of its cohort, and for nobody else', async () => {
    expect(await seen('province')).toEqual([['city', 'other', 'default'], 3]);
    expect(await seen('city')).toEqual([['city', 'default'], 2]);
    expect(await seen('district')).toEqual([['city', 'default'], 2]);
    expect(await seen('other')).toEqual([['other', 'default'], 2]);
    expect(await seen('inspector')).toEqual([['other', 'default'], 2]);
    for (const who of ['placeless', 'nowhere', ...Object.keys(deputies)]) expect(await seen(who)).toEqual([[], 0]);
  });

  it('is told to the offices that hold its cohort whole', async () => {
    const [row] = await world.db.queryText<{ head: number; next: Date }>(
      'select max(position) as head, (select min(next_at) from duty_schemes.warning) as next from events.log',
    );
    await calls.at(row!.next.toISOString());
    await deeds.count();
    await world.relay.drain();
    const late = { status: RectificationStatus.OPEN, acceptedAt: null, dueOn: '2026-03-31' };
    for (const [id, deputy] of Object.entries({ z1: 'E1', z2: 'D2' })) deeds.rectification(id, deputy, late);
    await deeds.count();
    await world.relay.drain();
    const told = await world.db.queryText<{ period: string; topics: string[] }>(
      `select payload ->> 'subjectId' as period, topics from events.log
       where type = 'duty_warning.changed' and payload ->> 'subjectType' = 'PERIOD' order by position`,
    );
    const regionsOf = (cohort: string): Json[] =>
      told.filter(({ period }) => period === periods[cohort]).map(({ topics }) => [...topics].sort());
    const topics = (...codes: string[]): Json => codes.map((code) => `duty_warning_region:${code}`);
    expect(regionsOf('city')).toEqual([topics(province, city)]);
    expect(regionsOf('other')).toEqual([topics(province, other)]);
    expect(regionsOf('default')).toEqual([topics(province)]);

    const after = encodeCursor(row!.head);
    const heard = async (who: string, variables: object, count: number): Promise<string[]> => {
      const next = await people.subscribe(who, changes, { ...variables, after });
      const ids: string[] = [];
      while (ids.length < count) ids.push((await next()).data.dutyWarningChanged.subjectId);
      return ids.map((id) => Object.keys(periods).find((cohort) => periods[cohort] === id) ?? id).sort();
    };
    // What is told last of all is a deputy's: who hears it has heard of every period they hear of.
    expect(await heard('other', { region: other }, 2)).toEqual(['other', 'z1']);
    expect(await heard('E1', { deputy: 'E1' }, 1)).toEqual(['z1']);
    expect(await heard('city', { region: city }, 2)).toEqual(['city', 'z2']);
    expect(await heard('province', { region: province }, 5)).toEqual(['city', 'default', 'other', 'z1', 'z2']);
  });

  it('is seen as before by an installation that had saved its rules already', async () => {
    const cohorts = (): Promise<Json[]> => world.db.queryText('select * from duty_schemes.cohort_taken order by 1, 2');
    const before = await cohorts();
    expect(before.map((row) => [row.policy_id, row.region_code])).toEqual([
      ['city', city],
      ['other', other],
    ]);
    const runner = world.db.dataSource.createQueryRunner();
    await new KnowCohorts1769100000001().down(runner);
    await new KnowCohorts1769100000001().up(runner);
    await runner.release();
    expect(await cohorts()).toEqual(before);
  });

  it('is hidden where the cohort of a period is not known', async () => {
    await world.db.queryText(`delete from duty_schemes.cohort_taken where policy_id = 'other'`);
    expect(await seen('other')).toEqual([['default'], 1]);
    expect(await seen('province')).toEqual([['city', 'default'], 2]);
  });
});
