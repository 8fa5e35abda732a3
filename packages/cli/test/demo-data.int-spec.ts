import { settableClock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { rebuildReplica } from '@lianxin/events';
import { dutyWarningsConsumer, groupResults, PeriodKind, periodStarting } from '@lianxin/gateway';
import { testDatabase, type TestDatabase, testPassword } from '@lianxin/testing';
import { installBaseData } from '../src/base-data/install-base-data.js';
import { cityHub } from '../src/base-data/city-hub.js';
import { demoPeople } from '../src/demo/accounts/demo-people.js';
import type { DemoPlatform, DemoProgress } from '../src/demo/demo-platform.js';
import { isInstalled } from '../src/demo/demo-state.js';
import { demoDeputy } from '../src/demo/directory/deputies-plan.js';
import { demoStation } from '../src/demo/directory/stations-plan.js';
import { demoUnit } from '../src/demo/directory/units-plan.js';
import { allScenarios } from '../src/demo/suggestions/all-scenarios.js';
import { collectedAt } from '../src/demo/suggestions/scenario.types.js';
import { installDemoData } from '../src/demo/install-demo-data.js';
import { keysOf } from '../src/platform/keys.js';
import { schemaModules } from '../src/platform/schema-modules.js';
import { type Platform, startPlatform } from '../src/platform/start-platform.js';
import { type Answer, bearer, clientOf } from './e2e/client.js';
import { walkBoard } from './walk-board.js';

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

  it('fills the archives, from events and by hand', async () => {
    const kinds = await rows<{ kind: string }>('select distinct kind from representatives.duty_deed order by kind');
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'FINDING',
      'FOLLOW_UP',
      'INSPECTION',
      'MEETING',
      'MICRO_WISH',
      'PROPOSAL',
      'RECEPTION',
      'RESEARCH',
      'SUGGESTION',
    ]);
    const parts = await rows(
      `select distinct part from representatives.duty_deed where kind = 'PROPOSAL' and stands order by 1`,
    );
    expect(parts).toEqual([{ part: 'CO_SIGNER' }, { part: 'LEAD' }]);
    const added = await rows(
      'select status, count(*)::int as count from representatives.duty_record group by 1 order by 1',
    );
    expect(added).toEqual([
      { status: 'APPROVED', count: 8 },
      { status: 'REJECTED', count: 4 },
      { status: 'REVOKED', count: 4 },
      { status: 'SUBMITTED', count: 4 },
    ]);
  });

  it('plays the claim market: wishes and suggestions near stations, claimed, given back, done and open', async () => {
    const found = await rows<{ kind: string; status: string }>(
      `select distinct t.kind, coalesce(o.status, 'OPEN') as status from representatives.duty_task t
       left join representatives.duty_offer o on o.task_id = t.id where t.near_path is not null order by 1, 2`,
    );
    for (const kind of ['MICRO_WISH', 'SUGGESTION']) {
      const statuses = found.filter((each) => each.kind === kind).map(({ status }) => status);
      expect([kind, statuses]).toEqual([kind, ['CLAIMED', 'COMPLETED', 'OPEN', 'RELEASED']]);
    }
    const [own] = await rows<{ count: number }>(
      `select count(*)::int as count from representatives.duty_offer o join representatives.duty_task t on t.id = o.task_id
       where t.near_path is not null and o.representative_id = $1`,
      [demoDeputy.id],
    );
    expect(own?.count).toBeGreaterThan(1);
  });

  it('suspends mandates: one lasts and ends what was open, one is over', async () => {
    const held = await rows<{ status: string; last: string | null; lapsed: number }>(
      `select m.status, m.suspensions->-1->>'to' as last, (select count(*)::int from representatives.duty_offer o
         where o.representative_id = m.representative_id and o.excuse = 'MANDATE_INACTIVE') as lapsed
       from representatives.mandate m where m.suspensions <> '[]' order by 1`,
    );
    expect(held).toMatchObject([
      { status: 'ACTIVE', last: '2026-05-28' },
      { status: 'SUSPENDED', last: null, lapsed: 2 },
    ]);
  });

  it('explains every number on the boards of its deputies down to events and what they are about', async () => {
    const { port } = await platform.gateway.listen({ port: 0, host: '127.0.0.1' });
    const client = clientOf(`http://127.0.0.1:${port}`);
    const { username } = demoPeople.office;
    const answer = await client.post({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }',
      variables: { input: { username, password } },
    });
    const send = (query: string, variables: object): Promise<Answer> =>
      client.post({ query, variables }, bearer(answer.data.signIn.token));
    const months = await Promise.all(
      ['2026-05-01', '2026-06-01'].map((start) => walkBoard(send, admin, { kind: 'MONTH', start })),
    );
    expect(months.flatMap(({ faults }) => faults)).toEqual([]);
    for (const { members } of months) expect(members).toBe(480);
    expect(months.reduce((total, { counted }) => total + counted, 0)).toBeGreaterThan(0);
    expect([...new Set(months.flatMap(({ subjects }) => [...subjects]))].sort()).toEqual(['DutyTask', 'Rectification']);
  });

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

  it('shows deputies at their duty: offers that ended in every way, findings and rectifications', async () => {
    const statuses = async (table: string): Promise<string[]> =>
      (await rows<{ status: string }>(`select distinct status from representatives.${table} order by 1`)).map(
        ({ status }) => status,
      );
    expect(await statuses('duty_offer')).toEqual(
      expect.arrayContaining(['CANCELLED', 'COMPLETED', 'EXPIRED', 'RELEASED']),
    );
    expect(await statuses('finding')).toEqual(expect.arrayContaining(['REJECTED', 'VERIFIED']));
    expect(await statuses('rectification')).toEqual(expect.arrayContaining(['ACCEPTED', 'OVERDUE']));
    const counted = await rows<{ counted: boolean }>(`select bool_and(open_count = n.open and claimed_count = n.claimed
      and completed_count = n.completed) as counted from representatives.duty_task t join lateral (
        select count(*) filter (where status = 'OFFERED') as open, count(*) filter (where status = 'CLAIMED') as claimed,
          count(*) filter (where status = 'COMPLETED') as completed
        from representatives.duty_offer o where o.task_id = t.id) n on true`);
    expect(counted).toEqual([{ counted: true }]);
  });

  it('keeps a points ledger, with claims that were decided and one that waits', async () => {
    const entries = await rows<{ kind: string; count: number }>(
      'select kind, count(*)::int as count from duty_schemes.points_entry group by 1 order by 1',
    );
    expect(entries).toEqual([
      { kind: 'AWARD', count: expect.any(Number) },
      { kind: 'CLAIM', count: 2 },
      { kind: 'CORRECTION', count: 1 },
    ]);
    expect(entries[0]?.count).toBeGreaterThan(20);
    const claims = await rows<{ state: string; count: number }>(
      'select state, count(*)::int as count from duty_schemes.points_claim group by 1 order by 1',
    );
    expect(claims.map(({ state, count }) => [state, count])).toEqual([
      ['APPROVED', 2],
      ['REJECTED', 1],
      ['SUBMITTED', 1],
    ]);
  });

  it('evaluates a group: last month closed, corrected, with a talk recorded; this month open', async () => {
    const results = async (start: string) => {
      const period = periodStarting(PeriodKind.MONTH, start)!;
      const place = { groupCode: 'DEPUTY', region: '330700000000' };
      return (await groupResults(demo.dutySchemes.db, 'five-dimensions', period, place))!;
    };
    const may = await results('2026-05-01');
    expect(may.closed).toMatchObject({ status: 'CLOSED', version: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(may.results.map(({ content }) => content.isTalkDue)).toEqual([false, false, false, false, false, true]);
    expect(may.results.filter(({ corrections }) => corrections.length > 0)).toHaveLength(1);
    expect(may.results.at(-1)?.talk).toMatchObject({ held_on: '2026-06-10' });
    const left = may.results[0]!.content.sources.filter(({ isLeftOut }) => isLeftOut);
    expect(left.map(({ source }) => source)).toEqual(['PUBLIC']);
    const june = await results('2026-06-01');
    expect(june.closed).toBeNull();
    expect(june.results.filter(({ content }) => content.scoreHundredths === null)).toHaveLength(2);
  });

  it('warns in three colours, as a rebuild from the log would', async () => {
    const lights = await rows<{ light: string }>('select distinct light from duty_schemes.warning order by 1');
    expect(lights.map(({ light }) => light)).toEqual(expect.arrayContaining(['GREEN', 'RED', 'YELLOW']));
    const verified = await rebuildReplica({
      url: platform.urlFor('duty_schemes'),
      consumer: dutyWarningsConsumer(),
      verifyOnly: true,
    });
    expect(verified).toMatchObject({ differences: [], failed: [] });
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
