import { setTimeout as sleep } from 'node:timers/promises';
import { testClock } from '@lianxin/testing';
import { PeriodKind, periodStarting } from '../../src/modules/duty-index/core/index-period.js';
import { keepCurrentBoards } from '../../src/modules/duty-index/read/current-boards.js';
import { boardEvents, type BoardWorld, boardWorld, textOf } from './board-world.js';

let world: BoardWorld;
beforeAll(async () => {
  world = await boardWorld({ isCounted: false });
});
afterAll(() => world[Symbol.asyncDispose]());

describe('a kept board', () => {
  it('is what one read anew is, whenever it is looked at', async () => {
    const step = Math.ceil(boardEvents.length / 6);
    for (let first = 0; first < boardEvents.length; first += step) {
      await world.count(boardEvents.slice(first, first + step));
      const kept = await world.everyBoard();
      await world.forget();
      expect(await world.everyBoard()).toEqual(kept);
    }
    expect((await world.everyBoard()).filter((board) => /"medianHundredths":\d/.test(board)).length).toBeGreaterThan(1);
  });

  it('is brought up to now once, by whoever looks first', async () => {
    await world.forget();
    const looks = await Promise.all(Array.from({ length: 6 }, () => world.wholeOf('default')));
    expect(new Set(looks.map(textOf)).size).toBe(1);
    const made = await world.db.queryText<{ kind: string }>('select kind from duty_index.board');
    expect(made).toHaveLength(1);
  });

  it('is made before anybody looks, for the month, quarter and year that it is, and mended after a change', async () => {
    await world.forget();
    const errors: unknown[] = [];
    const current = keepCurrentBoards(world.db, testClock('2026-02-28T16:30:00Z'), (error) => errors.push(error));
    const kept = () =>
      world.db.queryText<{ kind: string; start: string; position: number }>(
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
    await world.touch();
    expect(await kept()).toEqual([]);
    current.changed();
    await untilAllAreKept();
    await current.stop();
    expect(errors).toEqual([]);
  });

  it('counts the cohorts anew that a deputy leaves and comes to, and no other', async () => {
    const cohortRows = () =>
      world.db.queryText<{ policy_id: string; row: string }>(
        `select policy_id, xmin::text as row from duty_index.board_cohort
         where kind = 'YEAR' and start = '2026-01-01' order by policy_id`,
      );
    const cohortOf = async (id = ''): Promise<string | undefined> => {
      await world.wholeOf('default');
      const [kept] = await world.db.queryText<{ policy_id: string }>(
        "select policy_id from duty_index.board_member where kind = 'YEAR' and representative_id = $1",
        [id],
      );
      return kept?.policy_id;
    };
    const [moving = ''] = await world.everyMember();
    const left = await cohortOf(moving);
    const before = await cohortRows();
    expect(before.length).toBeGreaterThan(2);
    // What no cohort asks for.
    await world.admin.queryText(
      `update duty_index.deputy set is_party_member = null, congress_level = null, region_code = null, region_path = '{}'
       where id = $1`,
      [moving],
    );
    await world.admin.queryText('delete from duty_index.mandate where representative_id = $1', [moving]);
    await world.touch(moving);
    const joined = await cohortOf(moving);
    expect(joined).not.toBe(left);
    const after = await cohortRows();
    const same = after.filter(({ row }) => before.some((other) => other.row === row));
    expect(same.map(({ policy_id }) => policy_id)).toEqual(
      before.map(({ policy_id }) => policy_id).filter((id) => id !== left && id !== joined),
    );
    // Nothing is written for a deputy who stands as before.
    await world.touch(moving);
    await cohortOf(moving);
    expect(await cohortRows()).toEqual(after);
    const kept = await world.everyBoard();
    await world.forget();
    expect(await world.everyBoard()).toEqual(kept);
    await world.rebuild();
  });

  it('does not outlive tables that a rebuild has mended', async () => {
    const right = await world.everyBoard();
    await world.admin.queryText('update duty_index.total set denominator = denominator + 7');
    await world.forget();
    expect(await world.everyBoard()).not.toEqual(right);
    await world.rebuild();
    expect(await world.everyBoard()).toEqual(right);
  });

  it('is one of few: the oldest are forgotten', async () => {
    for (let month = 1; month <= 70; month += 1) {
      const start = `${2000 + Math.floor((month - 1) / 12)}-${String(((month - 1) % 12) + 1).padStart(2, '0')}-01`;
      await world.boards.summary('default', periodStarting(PeriodKind.MONTH, start)!);
    }
    const kept = await world.db.queryText<{ kind: string }>('select kind from duty_index.board');
    expect(kept.length).toBeLessThanOrEqual(65);
  });

  it('knows suspended days alike when it is read anew and when it is mended', async () => {
    const months = (): Promise<{ months: number }[]> =>
      world.db.queryText(
        `select representative_id, kind, policy_id, active_months as months from duty_index.board_member
         where active_months is not null order by kind, start, representative_id`,
      );
    const look = async () => {
      await world.everyBoard();
      return months();
    };
    // Only a quota asks for months.
    await world.admin.queryText(
      `update duty_index.policy_version set policy = jsonb_set(policy, '{discovery,mode}', '"QUOTA"')`,
    );
    const suspend = (days: readonly object[]) =>
      world.admin.queryText('update duty_index.mandate set suspensions = $1', [JSON.stringify(days)]);
    const days = [
      { from: '2026-01-01', to: '2026-03-31' },
      { from: '2026-05-01', to: null },
    ];
    await suspend([]);
    await world.forget();
    const before = await look();
    await suspend(days);
    await world.forget();
    const anew = await look();
    const total = (rows: readonly { months: number }[]) => rows.reduce((sum, row) => sum + row.months, 0);
    expect(total(anew)).toBeLessThan(total(before));
    await suspend([]);
    await world.touch();
    expect(await look()).toEqual(before);
    await suspend(days);
    await world.touch();
    expect(await look()).toEqual(anew);
  });
});
