import type { Db } from '@lianxin/database';
import {
  appendToOutbox,
  eventsModule,
  type NewEvent,
  rebuildReplica,
  startConsumer,
  startRelay,
} from '@lianxin/events';
import { testDatabase, type TestDatabase } from '@lianxin/testing';
import { type IndexPeriod, PeriodKind, periodStarting } from '../../src/modules/duty-index/core/index-period.js';
import { dutyIndexModule } from '../../src/modules/duty-index/duty-index.module.js';
import { dutyIndexConsumer } from '../../src/modules/duty-index/projection/duty-index.consumer.js';
import { type Board, Boards } from '../../src/modules/duty-index/read/board.js';
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
    for (const cohort of cohorts) shown.push(textOf(await boards.of(cohort, period)));
  }
  return shown;
}
const textOf = (board: Board | null): string =>
  JSON.stringify(board, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
/** Forgets what is kept, as a rebuild does: the next look reads everything. */
const forget = () => db.queryText('delete from duty_index.board');

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
    const looks = await Promise.all(Array.from({ length: 6 }, () => boards.of('default', year)));
    expect(new Set(looks.map(textOf)).size).toBe(1);
    const made = await db.queryText<{ kind: string }>('select kind from duty_index.board');
    expect(made).toHaveLength(1);
  });

  it('pages in both orders, with the ranks of the whole', async () => {
    const whole = await boards.page('default', year, { isRanked: true, after: '', limit: 1_000, region: null });
    for (const isRanked of [true, false]) {
      const all = await boards.page('default', year, { isRanked, after: '', limit: 1_000, region: null });
      let after = '';
      for (const row of all.rows) {
        const { rows } = await boards.page('default', year, { isRanked, after, limit: 1, region: null });
        expect(rows).toEqual([row]);
        after = row.code;
      }
    }
    for (const { rank, standing } of whole.rows) {
      const better = whole.rows.filter(
        (other) => other.rank !== null && (other.standing.score.hundredths ?? 0) > (standing.score.hundredths ?? 0),
      );
      if (rank !== null) expect(rank).toBe(better.length + 1);
    }
  });

  it('pages the members of a region, with the ranks of the whole', async () => {
    const paths = await db.queryText<{ id: string; code: string }>(
      'select id, unnest(region_path) as code from duty_index.deputy',
    );
    const regions = [...new Set(paths.map(({ code }) => code)), 'nowhere'];
    expect(regions.length).toBeGreaterThan(2);
    const [everywhere, part] = [{ region: null }, { after: '', limit: 1_000 }];
    for (const isRanked of [true, false]) {
      const whole = await boards.page('default', year, { isRanked, ...part, ...everywhere });
      for (const region of regions) {
        const ids = paths.filter(({ code }) => code === region).map(({ id }) => id);
        const rows = whole.rows.filter(({ standing }) => ids.includes(standing.representativeId));
        expect(await boards.page('default', year, { isRanked, ...part, region })).toEqual(
          rows.length === 0
            ? expect.objectContaining({ seen: 0, rows: [], medianHundredths: null })
            : { ...whole, seen: rows.length, rows },
        );
        let after = '';
        for (const row of rows) {
          expect((await boards.page('default', year, { isRanked, after, limit: 1, region })).rows).toEqual([row]);
          after = row.code;
        }
      }
    }
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
    const touchAll = () =>
      admin.queryText('update duty_index.touched set position = (select max(position) + 1 from duty_index.touched)');
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
