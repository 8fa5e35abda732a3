import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ActorRole,
  appendToOutbox,
  DutyRecordKind,
  DutyTaskKind,
  proposalRegistered,
  ProposalStatus,
  wakeRelay,
} from '@lianxin/events';
import { silentLog } from '@lianxin/gateway';
import {
  addDutyRecord,
  approveDutyRecord,
  claimDutyTask,
  completeDutyTask,
  offerDutyTask,
} from '@lianxin/representatives';
import { Role } from '@lianxin/subgraph-kit';
import { startTestServer, type TestServer } from '@lianxin/testing';
import { type ArchiveExportOptions, exportArchive } from '../src/commands/duty-archive/export-archive.js';
import { type Environment, readEnvironment } from '../src/env.js';
import { keysOf } from '../src/platform/keys.js';
import { type Platform, startPlatform } from '../src/platform/start-platform.js';
import { openSpreadsheet } from '../src/spreadsheet/open-spreadsheet.js';
import { allRows } from './all-rows.js';

const secret = 'one-secret-for-the-export-of-archives-0123456789012';
const password = 'a password for tests';
const [county, otherCounty] = ['330702000000', '330784000000'];

describe('lianxin duty-archive export', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-archive-'));
  const to = join(folder, 'archive.xlsx');
  const printed: string[] = [];
  let server: TestServer;
  let platform: Platform;
  let environment: Environment;
  let deputyIds: string[];

  beforeAll(async () => {
    server = await startTestServer();
    environment = readEnvironment({ DATABASE_URL: server.adminUrl, LIANXIN_SECRET: secret });
    platform = await startPlatform({ adminUrl: server.adminUrl, keys: keysOf(secret), log: silentLog });
    const { useCases, duty, db } = platform.subgraphs.representatives;
    const deputies = await useCases.registerRepresentatives(
      ['330702', '330702', '330784'].map((regionCode, n) => ({
        code: `D-00${n + 1}`,
        name: n === 0 ? '=1+1' : `代表${n + 1}`,
        isPartyMember: true,
        delegation: '代表团',
        congressLevel: 'CITY',
        regionCode,
      })),
    );
    deputyIds = deputies.map(({ id }) => id);
    await useCases.grantMandates(
      deputyIds.map((representativeId) => ({ representativeId, termNo: 8, from: '2022-03-01' })),
    );
    const { identity } = platform.gateway;
    const open = (username: string, grant: object, role: Role): Promise<unknown> =>
      identity.createAccount({ username, displayName: username, password, grants: [{ role, ...grant }] });
    await open('city', { regionCode: '330700000000' }, Role.OFFICE_CLERK);
    await open('county', { regionCode: county }, Role.OFFICE_CLERK);
    await open('elsewhere', { regionCode: otherCounty }, Role.OFFICE_CLERK);
    await open('deputy', { representativeId: deputyIds[0] }, Role.REPRESENTATIVE);
    await open('resident', {}, Role.CONSTITUENT);
    const { accountId } = await identity.createAccount({
      username: 'gone',
      displayName: 'gone',
      password,
      grants: [{ role: Role.OFFICE_CLERK, regionCode: county }],
    });
    await identity.disableAccount(accountId);

    const office = {
      actor: { accountId: 'o', displayName: '潘主任', roles: [ActorRole.OFFICE_CLERK], regionCode: '330700000000' },
      request: null,
    };
    const as = (representativeId: string) => ({
      actor: { accountId: representativeId, displayName: '代表', roles: [ActorRole.REPRESENTATIVE], representativeId },
      request: null,
    });
    const stateOf = <State>(outcome: { readonly state: State } | object): State => {
      if (!('state' in outcome)) throw new Error(JSON.stringify(outcome));
      return outcome.state;
    };
    // 17:00 UTC is 01:00 of the next day in Shanghai.
    const at = new Date('2026-03-01T17:00:00Z');
    const then = { ...duty, clock: { now: () => at } };
    const day = (n: number): Date => new Date(at.getTime() + n * 86_400_000);
    const task = stateOf<{ id: string }>(
      await offerDutyTask(then, office, {
        idempotencyKey: 'offer',
        kind: DutyTaskKind.MEETING,
        title: '@预算座谈会',
        claimBy: day(3),
        dueAt: day(9),
        representativeIds: [deputyIds[0]!],
      }),
    );
    stateOf(await claimDutyTask(then, as(deputyIds[0]!), { idempotencyKey: 'c', id: task.id, expectedVersion: 1 }));
    stateOf(await completeDutyTask(then, as(deputyIds[0]!), { idempotencyKey: 'd', id: task.id, expectedVersion: 2 }));
    for (const [index, representativeId] of deputyIds.entries()) {
      const input = { kind: DutyRecordKind.TRAINING, heldOn: '2026-02-10', title: `-培训${index}`, evidence: '=证书' };
      const key = `add ${index}`;
      const { id } = stateOf<{ id: string }>(
        await addDutyRecord(then, as(representativeId), { idempotencyKey: key, ...input }),
      );
      if (index === 1) continue;
      stateOf(await approveDutyRecord(then, office, { idempotencyKey: `${key} yes`, id, expectedVersion: 1 }));
    }
    // More than a page of one archive.
    const proposals = Array.from({ length: 120 }, (_, n) =>
      proposalRegistered.create({
        aggregateType: 'proposal',
        aggregateId: `p${n}`,
        aggregateVersion: 1,
        payload: {
          id: `p${n}`,
          number: `J${n}`,
          status: ProposalStatus.FILED,
          regionCode: '330700000000',
          leadProposerId: deputyIds[2]!,
          leadUnitId: null,
          coSigners: [{ representativeId: deputyIds[1]!, confirmedAt: n === 0 ? '2026-01-02T00:00:00Z' : null }],
          submittedAt: '2026-01-02T00:00:00Z',
        },
        topics: [],
        occurredAt: at,
      }),
    );
    await db.transaction((tx) => appendToOutbox(tx, 'representatives', proposals));
    wakeRelay(db);
    await platform.catchUp();
  }, 60_000);
  afterAll(async () => {
    await platform?.[Symbol.asyncDispose]();
    await server?.stop();
    rmSync(folder, { recursive: true });
  });

  const command = () => ({ environment, locale: 'en' as const, print: (text: string) => void printed.push(text) });
  const cells = async (options: Partial<ArchiveExportOptions>): Promise<readonly (readonly unknown[])[]> => {
    await exportArchive(command(), { as: 'city', to, ...options });
    return (await allRows(await openSpreadsheet(to))).map((row) => row.cells);
  };
  const eventsOf = async (type: string): Promise<string[]> => {
    const sql = 'select event_id from events.log where type = $1 order by position';
    return (await platform.subgraphs.representatives.db.queryText<{ event_id: string }>(sql, [type])).map(
      ({ event_id }) => event_id,
    );
  };

  it('writes the archive of a deputy with the ids of what shows it, and nothing that runs as a formula', async () => {
    const [headings, task, training, ...rest] = await cells({ representative: 'D-001' });
    expect(headings).toEqual([
      ...['序号 No.', '代表编号 Code', '姓名 Name', '日期 Day', '类别 Kind', '身份 Part', '事项 Title', '状态 Status'],
      ...['佐证 Evidence', '填报时间 Added (Asia/Shanghai)', '审核时间 Decided (Asia/Shanghai)'],
      ...['来源 Source', '来源编号 Source id', '记录编号 Record id', '事件编号 Event id'],
    ]);
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const completed = (await eventsOf('duty_offer.changed')).at(-1);
    expect(task).toEqual([
      ...[1, 'D-001', "'=1+1", '2026-03-02', '会议 Meeting', null, "'@预算座谈会", '已认定 Approved'],
      ...[null, null, null, '履职任务 Duty task', id, id, completed],
    ]);
    const [approved] = await eventsOf('duty_record.approved');
    expect(training).toEqual([
      ...[2, 'D-001', "'=1+1", '2026-02-10', '培训 Training', null, "'-培训0", '已认定 Approved'],
      ...["'=证书", '2026-03-02 01:00', '2026-03-02 01:00', '代表自填 By the deputy', null, id, approved],
    ]);
    expect(rest).toEqual([]);
    expect(printed.at(-1)).toBe(`${to}: 1 deputies, 2 records.`);
  });

  it('writes all archives of a region and below, page after page', async () => {
    const rows = (await cells({ region: '3307' })).slice(1);
    expect(rows).toHaveLength(2 + 2 + 121);
    expect(rows.map(([no]) => no)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.map((row) => row[1])).toEqual([...rows.map((row) => row[1])].sort());
    expect(rows.filter((row) => row[4] === '代表建议 Proposal').map((row) => row[5])).toEqual([
      '联名(附议) Co-signer',
      ...Array.from({ length: 120 }, () => '领衔 Lead'),
    ]);
    expect(new Set(rows.map((row) => row[13])).size).toBe(rows.length);
    expect(printed.at(-1)).toBe(`${to}: 3 deputies, 125 records.`);
    expect(await cells({ region: county })).toHaveLength(1 + 4);
    const narrowed = await cells({ region: '3307', from: '2026-02-10', before: '2026-03-02' });
    expect(narrowed.slice(1).map((row) => row[3])).toEqual(['2026-02-10', '2026-02-10', '2026-02-10']);
  });

  it.each([
    // What waits and what shows it is seen by the deputy and by the offices above; the task by its own office and its deputy.
    ['city', 4, 2, 1, 3],
    ['county', 4, 2, 0, 3],
    ['deputy', 3, 1, 1, 2],
    ['elsewhere', 3, 0, 0, 0],
    ['resident', 3, 0, 0, 0],
  ])('shows %s what the lists show them, and no more', async (as, all, evidence, tasks, events) => {
    const rows = (await cells({ as, region: county })).slice(1);
    expect(rows).toHaveLength(all);
    expect(rows.filter((row) => typeof row[8] === 'string')).toHaveLength(evidence);
    expect(rows.filter((row) => row[11] === '履职任务 Duty task')).toHaveLength(tasks);
    expect(rows.filter((row) => typeof row[14] === 'string')).toHaveLength(events);
  });

  it.each<[Partial<ArchiveExportOptions>, string]>([
    [{ as: 'nobody', region: county }, '--as nobody'],
    [{ as: 'gone', region: county }, '--as gone'],
    [{ representative: 'D-009' }, '--representative D-009'],
    [{ region: '440100' }, '--region 440100'],
    [{}, '--representative CODE | --region CODE'],
    [{ representative: 'D-001', region: county }, '--representative CODE | --region CODE'],
    [{ region: county, from: '2026-3-1' }, '--from YYYY-MM-DD'],
  ])('refuses %j', async (options, reason) => {
    const refused = exportArchive(command(), { as: 'city', to, ...options });
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(reason) });
  });
});
