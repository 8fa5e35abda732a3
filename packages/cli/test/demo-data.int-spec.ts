import { settableClock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { testDatabase, type TestDatabase, testPassword } from '@lianxin/testing';
import { installBaseData } from '../src/base-data/install-base-data.js';
import { cityHub } from '../src/base-data/city-hub.js';
import { demoPeople } from '../src/demo/accounts/demo-people.js';
import type { DemoPlatform, DemoProgress } from '../src/demo/demo-platform.js';
import { isInstalled } from '../src/demo/demo-state.js';
import { demoStation } from '../src/demo/directory/stations-plan.js';
import { demoUnit } from '../src/demo/directory/units-plan.js';
import { allScenarios } from '../src/demo/suggestions/all-scenarios.js';
import { collectedAt } from '../src/demo/suggestions/scenario.types.js';
import { installDemoData } from '../src/demo/install-demo-data.js';
import { keysOf } from '../src/platform/keys.js';
import { schemaModules } from '../src/platform/schema-modules.js';
import { type Platform, startPlatform } from '../src/platform/start-platform.js';
import { describeDuty } from './duty-of-the-demo.js';

const anchor = new Date('2026-06-10T10:30:00+08:00');
const later = new Date(anchor.getTime() + 3_600_000);
const password = 'a password for tests';
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const tables = [
  'stations.region',
  'stations.station',
  'stations.roster_slot',
  'stations.station_code',
  'stations.reception_session',
  'stations.activity',
  'stations.grid',
  'representatives.representative',
  'representatives.mandate',
  'suggestions.category',
  'suggestions.handling_unit',
  'suggestions.dispatch_rule',
  'suggestions.suggestion',
  'suggestions.suggestion_history',
  'suggestions.reply',
  'suggestions.evaluation',
  'suggestions.proposal',
  'projects.livelihood_project',
  'projects.milestone',
  'projects.work_list',
  'projects.work_item',
  'identity.account',
] as const;

describe('the demonstration data', () => {
  const clock = settableClock(anchor);
  const progress: DemoProgress[] = [];
  let database: TestDatabase;
  let platform: Platform;
  let admin: Db;
  let demo: DemoPlatform;

  const rows = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => admin.queryText<Row>(text, values);
  const counts = async (): Promise<Record<string, number>> => {
    const text = tables
      .map((table) => `select '${table}' as name, count(*)::int as count from ${table}`)
      .join(' union all ');
    return Object.fromEntries(
      (await rows<{ name: string; count: number }>(text)).map(({ name, count }) => [name, count]),
    );
  };
  const tally = async (column: string): Promise<Record<string, number>> => {
    const found = await rows<{ value: string; count: number }>(
      `select ${column} as value, count(*)::int as count from suggestions.suggestion group by 1`,
    );
    return Object.fromEntries(found.map(({ value, count }) => [value, count]));
  };

  beforeAll(async () => {
    database = await testDatabase({ modules: schemaModules });
    const keys = { ...keysOf('a secret for tests'), rolePassword: testPassword };
    platform = await startPlatform({ adminUrl: database.adminUrl, keys, log: quiet, clock });
    admin = await database.openAsAdmin('public');
    await installBaseData(platform.subgraphs);
    await platform.catchUp();
    demo = {
      ...platform.subgraphs,
      identity: platform.gateway.identity,
      dutySchemes: platform.gateway.dutySchemes!,
      clock,
      password,
      catchUp: () => platform.catchUp(),
      onProgress: (step) => progress.push(step),
    };
    // The power fails in the middle, and comes back an hour later: what follows looks at the world that both runs made.
    const failing = (step: DemoProgress): void => {
      if (step.done > step.total * 0.4) throw new Error('the power failed');
    };
    await expect(installDemoData({ ...demo, onProgress: failing })).rejects.toThrow('the power failed');
    expect(await isInstalled(platform.subgraphs)).toBe(false);
    clock.set(later);
    await installDemoData(demo);
  });

  afterAll(async () => {
    await platform?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
  });

  describeDuty({ platform: () => platform, admin: () => admin, password });

  it('fills every register', async () => {
    const found = await counts();
    expect(found).toMatchObject({
      'representatives.representative': 480,
      'projects.work_list': 4,
      'identity.account': 7,
    });
    expect(found['suggestions.suggestion']).toBeGreaterThan(400);
    expect(found['stations.station']).toBeGreaterThan(60);
    for (const [table, count] of Object.entries(found)) expect([table, count > 0]).toEqual([table, true]);
  });

  it('shows suggestions in every state that the machine knows', async () => {
    const found = await tally('status');
    for (const status of [
      'COLLECTED',
      'ADMITTED',
      'DISPATCHED',
      'RETURN_PENDING',
      'IN_PROGRESS',
      'REPLIED',
      'REWORK',
      'ESCALATED',
      'CLOSED',
      'MERGED',
      'REJECTED',
      'WITHDRAWN',
    ]) {
      expect([status, found[status] ?? 0]).toEqual([status, expect.any(Number)]);
      expect(found[status] ?? 0).toBeGreaterThan(4);
    }
    const ratings = await tally('rating');
    for (const rating of ['SATISFIED', 'BASICALLY_SATISFIED', 'NOT_SATISFIED', 'UNRATED'])
      expect(ratings[rating]).toBeGreaterThan(10);
    expect(await tally('urgency')).toMatchObject({ URGENT: expect.any(Number), NORMAL: expect.any(Number) });
  });

  it('shows all three lights, and history only in the past, in order', async () => {
    const [lights] = await rows<{ green: number; yellow: number; red: number }>(
      `select count(*) filter (where due_at <= $1)::int as red,
         count(*) filter (where due_at > $1 and due_at - $1 <= (due_at - clock_started_at) / 2)::int as yellow,
         count(*) filter (where due_at - $1 > (due_at - clock_started_at) / 2)::int as green
       from suggestions.suggestion where due_at is not null`,
      [anchor],
    );
    for (const light of ['green', 'yellow', 'red'] as const) expect(lights?.[light]).toBeGreaterThan(15);
    const [history] = await rows<{ future: number; disordered: number }>(
      `select count(*) filter (where at > $1)::int as future,
         count(*) filter (where at < earlier)::int as disordered
       from (select at, lag(at) over (partition by subject_id order by version) as earlier from suggestions.suggestion_history) h`,
      [anchor],
    );
    expect(history).toEqual({ future: 0, disordered: 0 });
    expect(clock.now()).toEqual(later);
  });

  it('has unsatisfied cases with unit and deputy, whose links lead somewhere', async () => {
    const cases = await rows<{ unit: boolean; deputy: boolean; proposals: number; projects: number }>(
      `select s.lead_unit_id is not null as unit, s.representative_id is not null as deputy,
         (select count(*)::int from suggestions.proposal p where p.lead_proposer_id = s.representative_id) as proposals,
         (select count(*)::int from projects.livelihood_project p where p.region_path && s.region_path[4:4]) as projects
       from suggestions.suggestion s where s.status = 'CLOSED' and s.rating = 'NOT_SATISFIED'`,
    );
    expect(cases.length).toBeGreaterThanOrEqual(10);
    expect(cases.every(({ unit, deputy }) => unit && deputy)).toBe(true);
    expect(cases.every(({ proposals, projects }) => proposals > 0 && projects > 0)).toBe(true);
  });

  it('gives the accounts of the loop something to do at one station', async () => {
    const own = await rows<{ status: string }>(
      `select distinct status from suggestions.suggestion where constituent_account_id = $1 and station_id = $2 order by 1`,
      [demoPeople.constituent.accountId, demoStation.id],
    );
    expect(own.map(({ status }) => status)).toEqual([
      'ADMITTED',
      'CLOSED',
      'COLLECTED',
      'DISPATCHED',
      'ESCALATED',
      'IN_PROGRESS',
      'MERGED',
      'REJECTED',
      'REPLIED',
      'RETURN_PENDING',
      'REWORK',
      'WITHDRAWN',
    ]);
    const inbox = await rows<{ status: string }>(
      `select distinct s.status from suggestions.suggestion s join suggestions.handling_unit u on u.id = s.lead_unit_id where u.code = $1`,
      [demoUnit.code],
    );
    expect(inbox.map(({ status }) => status)).toEqual(
      expect.arrayContaining(['DISPATCHED', 'IN_PROGRESS', 'REPLIED', 'CLOSED']),
    );
    const grants = await rows<{ username: string; place: string }>(
      `select a.username, coalesce(g.station_id, g.unit_id, g.representative_id, g.region_code, '') as place
       from identity.account a join identity.account_grant g on g.account_id = a.id order by 1`,
    );
    expect(grants.find(({ username }) => username === 'liaison')?.place).toBe(demoStation.id);
    const signedIn = await platform.gateway.identity.signIn({ username: 'liaison', password, requestId: 'test' });
    expect(signedIn).not.toHaveProperty('refused');
  });

  it('has unfinished neighbours for the station to compare', async () => {
    const [pairs] = await rows<{ count: number }>(
      `select count(*)::int as count from suggestions.suggestion a join suggestions.suggestion b
         on b.station_id = a.station_id and b.id <> a.id and strpos(a.title, b.title) > 0
       where a.status = 'COLLECTED' and b.status = 'IN_PROGRESS'`,
    );
    expect(pairs?.count).toBeGreaterThan(0);
  });

  it('reports progress that ends where it said', () => {
    const last = progress.at(-1);
    expect(last?.done).toBe(last?.total);
    expect(progress.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('adds nothing when it is installed again', async () => {
    const before = await counts();
    expect(await isInstalled(platform.subgraphs)).toBe(true);
    await installBaseData(platform.subgraphs);
    await installDemoData(demo);
    expect(await counts()).toEqual(before);
  });

  it('plans the whole life of every suggestion, whether it was interrupted or not', async () => {
    const planned = allScenarios(anchor, platform.subgraphs.suggestions.services.calendar);
    const found = await rows<{ at: Date; version: number }>(
      'select collected_at as at, version from suggestions.suggestion',
    );
    const versions = new Map(found.map(({ at, version }) => [at.getTime(), version]));
    expect(found).toHaveLength(planned.length);
    for (const scenario of planned) {
      // One more where the rating never came.
      const steps = scenario.moves.length;
      expect([steps, steps + 1]).toContain(versions.get(collectedAt(scenario).getTime()));
    }
    const [hub] = await rows<{ count: number }>('select count(*)::int as count from stations.station where code = $1', [
      cityHub.code,
    ]);
    expect(hub?.count).toBe(1);
  });
});
