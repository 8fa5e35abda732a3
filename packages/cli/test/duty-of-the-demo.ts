import type { Db } from '@lianxin/database';
import { rebuildReplica } from '@lianxin/events';
import { dutyWarningsConsumer, groupResults, PeriodKind, periodStarting } from '@lianxin/gateway';
import { demoPeople } from '../src/demo/accounts/demo-people.js';
import { demoDeputy } from '../src/demo/directory/deputies-plan.js';
import type { Platform } from '../src/platform/start-platform.js';
import { type Answer, bearer, clientOf } from './e2e/client.js';
import { walkBoard } from './walk-board.js';

/** A platform on which the demonstration is installed, once it is. */
export interface InstalledDemo {
  readonly platform: () => Platform;
  readonly admin: () => Db;
  readonly password: string;
}

/** What the demonstration shows of deputies: their duty, the index, and the schemes beside it. */
export function describeDuty({ platform, admin, password }: InstalledDemo): void {
  const rows = <Row>(text: string, values: unknown[] = []): Promise<Row[]> => admin().queryText<Row>(text, values);

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
    const { port } = await platform().gateway.listen({ port: 0, host: '127.0.0.1' });
    const client = clientOf(`http://127.0.0.1:${port}`);
    const { username } = demoPeople.office;
    const answer = await client.post({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { ... on Session { token } } }',
      variables: { input: { username, password } },
    });
    const send = (query: string, variables: object): Promise<Answer> =>
      client.post({ query, variables }, bearer(answer.data.signIn.token));
    const months = await Promise.all(
      ['2026-05-01', '2026-06-01'].map((start) => walkBoard(send, admin(), { kind: 'MONTH', start })),
    );
    expect(months.flatMap(({ faults }) => faults)).toEqual([]);
    for (const { members } of months) expect(members).toBe(480);
    expect(months.reduce((total, { counted }) => total + counted, 0)).toBeGreaterThan(0);
    expect([...new Set(months.flatMap(({ subjects }) => [...subjects]))].sort()).toEqual(['DutyTask', 'Rectification']);
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
      return (await groupResults(platform().gateway.dutySchemes!.db, 'five-dimensions', period, place))!;
    };
    const may = await results('2026-05-01');
    expect(may.closed).toMatchObject({ status: 'CLOSED', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
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
      url: platform().urlFor('duty_schemes'),
      consumer: dutyWarningsConsumer(),
      verifyOnly: true,
    });
    expect(verified).toMatchObject({ differences: [], failed: [] });
  });
}
