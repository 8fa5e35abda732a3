import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '@lianxin/database';
import {
  appendToOutbox,
  eventsModule,
  type NewEvent,
  rebuildReplica,
  startConsumer,
  startRelay,
} from '@lianxin/events';
import { testClock, testDatabase, type TestDatabase } from '@lianxin/testing';
import { type IndexPeriod, PeriodKind, periodStarting } from '../../src/modules/duty-index/core/index-period.js';
import { dutyIndexModule } from '../../src/modules/duty-index/duty-index.module.js';
import { dutyIndexConsumer } from '../../src/modules/duty-index/projection/duty-index.consumer.js';
import { type BoardPage, type BoardRow, Boards, type Member } from '../../src/modules/duty-index/read/board.js';
import { keepCurrentBoards } from '../../src/modules/duty-index/read/current-boards.js';
import { history } from './history.js';

let database: TestDatabase;
let admin: Db;
let db: Db;
let boards: Boards;
const events = [77, 78, 79, 80, 81, 82, 83, 84].flatMap((seed) => history(seed, 1));
const consumer = dutyIndexConsumer();
const cohorts = [...new Set(['default', ...events.flatMap(policyNamed)])];

function policyNamed({ payload }: NewEvent): string[] {
  return typeof payload === 'object' && payload !== null && 'policyId' in payload ? [String(payload.policyId)] : [];
}
const periods = [
  periodStarting(PeriodKind.MONTH, '2026-02-01'),
  periodStarting(PeriodKind.QUARTER, '2026-01-01'),
  periodStarting(PeriodKind.TERM, '2025-03-01'),
  periodStarting(PeriodKind.YEAR, '2026-01-01'),
].filter((period) => period !== null);
const year = periodStarting(PeriodKind.YEAR, '2026-01-01') as IndexPeriod;

async function count(written: readonly NewEvent[]): Promise<void> {
  await appendToOutbox(admin, 'duty_index', [...written]);
  await using relay = await startRelay({ url: database.urlFor('events'), sources: ['duty_index'] });
  await relay.drain();
  await using running = await startConsumer({ name: consumer.name, db, handlers: consumer.handlers });
  await running.catchUp();
}
/** Every board, as text that can be compared. */
async function everyBoard(): Promise<string[]> {
  const shown: string[] = [];
  for (const period of periods) {
    for (const cohort of cohorts) shown.push(textOf(await wholeOf(cohort, period)));
  }
  return shown;
}
const wholeOf = (cohort: string, period: IndexPeriod, isRanked = false): Promise<BoardPage> =>
  boards.page(cohort, period, { isRanked, after: null, limit: 1_000, region: null });
/** No rules but the default ones, until a rebuild. */
async function leaveOneCohort(): Promise<void> {
  await admin.queryText('delete from duty_index.policy_version');
  await forget();
}
/** Everybody of the year, in whatever cohort. */
async function everyMember(): Promise<string[]> {
  await wholeOf('default', year);
  const rows = await db.queryText<{ id: string }>(
    "select representative_id as id from duty_index.board_member where kind = 'YEAR' order by 1",
  );
  return rows.map(({ id }) => id);
}
async function oneByOne(isRanked: boolean, region: string | null = null): Promise<BoardRow[]> {
  const shown: BoardRow[] = [];
  for (let after: Member | null = null; ;) {
    const { rows }: BoardPage = await boards.page('default', year, { isRanked, after, limit: 1, region });
    const [row] = rows;
    if (!row) return shown;
    shown.push(row);
    after = { representativeId: row.standing.representativeId, code: row.code };
  }
}
const idOf = ({ standing }: BoardRow): string => standing.representativeId;
/** A region's members are those of the whole who live there, in the same order, with the same ranks, on whatever pages. */
async function expectPagesOfRegions(): Promise<void> {
  const paths = await db.queryText<{ id: string; code: string }>(
    'select id, unnest(region_path) as code from duty_index.deputy',
  );
  const regions = [...new Set(paths.map(({ code }) => code)), 'nowhere'];
  expect(regions.length).toBeGreaterThan(2);
  for (const region of regions) {
    const ids = paths.filter(({ code }) => code === region).map(({ id }) => id);
    for (const isRanked of [true, false]) {
      const whole = await wholeOf('default', year, isRanked);
      const rows = whole.rows.filter((row) => ids.includes(idOf(row)));
      expect(await boards.page('default', year, { isRanked, after: null, limit: 1_000, region })).toEqual(
        rows.length === 0
          ? expect.objectContaining({ seen: 0, rows: [], medianHundredths: null })
          : { ...whole, seen: rows.length, rows },
      );
      expect(await oneByOne(isRanked, region)).toEqual(rows);
      if (isRanked) continue;
      const roster = (await Array.fromAsync(boards.roster('default', year, 2, region))).flat();
      expect(roster.map(({ representativeId }) => representativeId)).toEqual(rows.map(idOf));
    }
  }
}
const textOf = (board: BoardPage): string =>
  JSON.stringify(board, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
/** Forgets what is kept, as a rebuild does: the next look reads everything. */
const forget = () => db.queryText('delete from duty_index.board');

const touchAll = () =>
  admin.queryText('update duty_index.touched set position = (select max(position) + 1 from duty_index.touched)');

beforeAll(async () => {
  database = await testDatabase({ modules: [eventsModule, dutyIndexModule] });
  admin = await database.openAsAdmin('duty_index');
  db = await database.open(dutyIndexModule);
  boards = new Boards(db);
});
afterAll(() => database[Symbol.asyncDispose]());

describe('a kept board', () => {
  it('is what one read anew is, whenever it is looked at', async () => {
    const step = Math.ceil(events.length / 6);
    for (let first = 0; first < events.length; first += step) {
      await count(events.slice(first, first + step));
      const kept = await everyBoard();
      await forget();
      expect(await everyBoard()).toEqual(kept);
    }
    expect((await everyBoard()).filter((board) => /"medianHundredths":\d/.test(board)).length).toBeGreaterThan(1);
  });

  it('is brought up to now once, by whoever looks first', async () => {
    await forget();
    const looks = await Promise.all(Array.from({ length: 6 }, () => wholeOf('default', year)));
    expect(new Set(looks.map(textOf)).size).toBe(1);
    const made = await db.queryText<{ kind: string }>('select kind from duty_index.board');
    expect(made).toHaveLength(1);
  });

  it('is made before anybody looks, for the month, quarter and year that it is, and mended after a change', async () => {
    await forget();
    const errors: unknown[] = [];
    const current = keepCurrentBoards(db, testClock('2026-02-28T16:30:00Z'), (error) => errors.push(error));
    const kept = () =>
      db.queryText<{ kind: string; start: string; position: number }>(
        `select kind, start, b.position from duty_index.board b
         where (select max(position) from duty_index.touched) = b.position order by kind`,
      );
    const untilAllAreKept = async () => {
      while ((await kept()).length < 3) await sleep(50);
    };
    current.changed();
    current.changed();
    await untilAllAreKept();
    expect((await kept()).map(({ kind, start }) => `${kind} ${start}`)).toEqual([
      'MONTH 2026-03-01',
      'QUARTER 2026-01-01',
      'YEAR 2026-01-01',
    ]);
    await touchAll();
    expect(await kept()).toEqual([]);
    current.changed();
    await untilAllAreKept();
    await current.stop();
    expect(errors).toEqual([]);
  });

  it('pages in both orders, with the ranks of the whole', async () => {
    await leaveOneCohort();
    const whole = await wholeOf('default', year, true);
    expect(whole.rows.length).toBeGreaterThan(2);
    for (const isRanked of [true, false]) {
      expect(await oneByOne(isRanked)).toEqual((await wholeOf('default', year, isRanked)).rows);
    }
    for (const { rank, standing } of whole.rows) {
      const better = whole.rows.filter(
        (other) => other.rank !== null && (other.standing.score.hundredths ?? 0) > (standing.score.hundredths ?? 0),
      );
      if (rank !== null) expect(rank).toBe(better.length + 1);
    }
  });

  it('pages the members of a region, with the ranks of the whole', async () => {
    await leaveOneCohort();
    await expectPagesOfRegions();
    await rebuildReplica({ url: database.urlFor('duty_index'), consumer });
  });

  it('loses nobody between pages, of a region neither, when members have the same code', async () => {
    await leaveOneCohort();
    await admin.queryText("update duty_index.deputy set code = 'same'");
    await forget();
    const before = await everyMember();
    expect(before.length).toBeGreaterThan(2);
    for (const isRanked of [true, false]) {
      const shown = (await oneByOne(isRanked)).map(({ standing }) => standing.representativeId);
      expect(shown.toSorted()).toEqual(before.toSorted());
    }
    const roster: Member[] = [];
    for await (const some of boards.roster('default', year, 2)) roster.push(...some);
    expect(roster).toHaveLength(before.length);
    expect(new Set(roster.map(({ representativeId }) => representativeId))).toEqual(new Set(before));
    await expectPagesOfRegions();
    await rebuildReplica({ url: database.urlFor('duty_index'), consumer });
  });

  it('counts the cohorts anew that a deputy leaves and comes to, and no other', async () => {
    const cohortRows = () =>
      db.queryText<{ policy_id: string; row: string }>(
        `select policy_id, xmin::text as row from duty_index.board_cohort
         where kind = 'YEAR' and start = '2026-01-01' order by policy_id`,
      );
    const cohortOf = async (id = ''): Promise<string | undefined> => {
      await wholeOf('default', year);
      const [kept] = await db.queryText<{ policy_id: string }>(
        "select policy_id from duty_index.board_member where kind = 'YEAR' and representative_id = $1",
        [id],
      );
      return kept?.policy_id;
    };
    const touch = (id: string): Promise<unknown> =>
      admin.queryText(
        `update duty_index.touched set position = (select max(position) + 1 from duty_index.touched)
         where representative_id = $1`,
        [id],
      );
    const [moving = ''] = await everyMember();
    const left = await cohortOf(moving);
    const before = await cohortRows();
    expect(before.length).toBeGreaterThan(2);
    // What no cohort asks for.
    await admin.queryText(
      `update duty_index.deputy set is_party_member = null, congress_level = null, region_code = null, region_path = '{}'
       where id = $1`,
      [moving],
    );
    await admin.queryText('delete from duty_index.mandate where representative_id = $1', [moving]);
    await touch(moving);
    const joined = await cohortOf(moving);
    expect(joined).not.toBe(left);
    const after = await cohortRows();
    const same = after.filter(({ row }) => before.some((other) => other.row === row));
    expect(same.map(({ policy_id }) => policy_id)).toEqual(
      before.map(({ policy_id }) => policy_id).filter((id) => id !== left && id !== joined),
    );
    // Nothing is written for a deputy who stands as before.
    await touch(moving);
    await cohortOf(moving);
    expect(await cohortRows()).toEqual(after);
    const kept = await everyBoard();
    await forget();
    expect(await everyBoard()).toEqual(kept);
    await rebuildReplica({ url: database.urlFor('duty_index'), consumer });
  });

  it('does not outlive tables that a rebuild has mended', async () => {
    const right = await everyBoard();
    await admin.queryText('update duty_index.total set denominator = denominator + 7');
    await forget();
    expect(await everyBoard()).not.toEqual(right);
    await rebuildReplica({ url: database.urlFor('duty_index'), consumer });
    expect(await everyBoard()).toEqual(right);
  });

  it('is one of few: the oldest are forgotten', async () => {
    for (let month = 1; month <= 70; month += 1) {
      const start = `${2000 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;
      await boards.summary('default', periodStarting(PeriodKind.MONTH, start)!);
    }
    const kept = await db.queryText<{ kind: string }>('select kind from duty_index.board');
    expect(kept.length).toBeLessThanOrEqual(65);
  });

  it('knows suspended days alike when it is read anew and when it is mended', async () => {
    const months = (): Promise<{ months: number }[]> =>
      db.queryText(
        `select representative_id, kind, policy_id, active_months as months from duty_index.board_member
         where active_months is not null order by kind, start, representative_id`,
      );
    const look = async () => {
      await everyBoard();
      return months();
    };
    // Only a quota asks for months.
    await admin.queryText(
      `update duty_index.policy_version set policy = jsonb_set(policy, '{discovery,mode}', '"QUOTA"')`,
    );
    const suspend = (days: readonly object[]) =>
      admin.queryText('update duty_index.mandate set suspensions = $1', [JSON.stringify(days)]);
    const days = [
      { from: '2026-01-01', to: '2026-03-31' },
      { from: '2026-05-01', to: null },
    ];
    await suspend([]);
    await forget();
    const before = await look();
    await suspend(days);
    await forget();
    const anew = await look();
    const total = (rows: readonly { months: number }[]) => rows.reduce((sum, row) => sum + row.months, 0);
    expect(total(anew)).toBeLessThan(total(before));
    await suspend([]);
    await touchAll();
    expect(await look()).toEqual(before);
    await suspend(days);
    await touchAll();
    expect(await look()).toEqual(anew);
  });
});
