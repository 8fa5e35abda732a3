import type { Db } from '@lianxin/database';
import {
  appendToOutbox,
  eventsModule,
  type NewEvent,
  rebuildReplica,
  startConsumer,
  startRelay,
} from '@lianxin/events';
import { testDatabase } from '@lianxin/testing';
import { type IndexPeriod, PeriodKind, periodStarting } from '../../src/modules/duty-index/core/index-period.js';
import { dutyIndexModule } from '../../src/modules/duty-index/duty-index.module.js';
import { dutyIndexConsumer } from '../../src/modules/duty-index/projection/duty-index.consumer.js';
import { type BoardPage, Boards } from '../../src/modules/duty-index/read/board.js';
import { history } from './history.js';

/** What boards are made of in a test: histories of chance, one after the other. */
export const boardEvents = [77, 78, 79, 80, 81, 82, 83, 84].flatMap((seed) => history(seed, 1));

function policyNamed({ payload }: NewEvent): string[] {
  return typeof payload === 'object' && payload !== null && 'policyId' in payload ? [String(payload.policyId)] : [];
}
const cohorts = [...new Set(['default', ...boardEvents.flatMap(policyNamed)])];
export const year = periodStarting(PeriodKind.YEAR, '2026-01-01') as IndexPeriod;
const periods = [
  periodStarting(PeriodKind.MONTH, '2026-02-01'),
  periodStarting(PeriodKind.QUARTER, '2026-01-01'),
  periodStarting(PeriodKind.TERM, '2025-03-01'),
  year,
].filter((period) => period !== null);

/** A board as text that can be compared. */
export const textOf = (board: BoardPage): string =>
  JSON.stringify(board, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

/** A database with the tables of the index, and its boards. */
export interface BoardWorld extends AsyncDisposable {
  readonly admin: Db;
  /** As the role of the index. */
  readonly db: Db;
  readonly boards: Boards;
  /** Writes events into the log and counts them. */
  count(written: readonly NewEvent[]): Promise<void>;
  /** Makes the tables again from the log. */
  rebuild(): Promise<void>;
  /** A cohort in the year, with everybody. */
  wholeOf(cohort: string, isRanked?: boolean): Promise<BoardPage>;
  /** Every board, as text that can be compared. */
  everyBoard(): Promise<string[]>;
  /** Everybody of the year, in whatever cohort. */
  everyMember(): Promise<string[]>;
  /** Forgets what is kept, as a rebuild does: the next look reads everything. */
  forget(): Promise<void>;
  /** No rules but the default ones, until a rebuild. */
  leaveOneCohort(): Promise<void>;
  /** As if an event had changed something for a deputy, or for everybody. */
  touch(representativeId?: string): Promise<void>;
}

/** Everything is counted already, unless told. */
export async function boardWorld({ isCounted = true } = {}): Promise<BoardWorld> {
  const database = await testDatabase({ modules: [eventsModule, dutyIndexModule] });
  const admin = await database.openAsAdmin('duty_index');
  const db = await database.open(dutyIndexModule);
  const boards = new Boards(db);
  const consumer = dutyIndexConsumer();
  const whole = (cohort: string, period: IndexPeriod, isRanked = false): Promise<BoardPage> =>
    boards.page(cohort, period, { isRanked, after: null, limit: 1_000, region: null });
  const world: BoardWorld = {
    admin,
    db,
    boards,
    async count(written) {
      await appendToOutbox(admin, 'duty_index', [...written]);
      await using relay = await startRelay({ url: database.urlFor('events'), sources: ['duty_index'] });
      await relay.drain();
      await using running = await startConsumer({ name: consumer.name, db, handlers: consumer.handlers });
      await running.catchUp();
    },
    async rebuild() {
      await rebuildReplica({ url: database.urlFor('duty_index'), consumer });
    },
    wholeOf: (cohort, isRanked) => whole(cohort, year, isRanked),
    async everyBoard() {
      const shown: string[] = [];
      for (const period of periods) {
        for (const cohort of cohorts) shown.push(textOf(await whole(cohort, period)));
      }
      return shown;
    },
    async everyMember() {
      await world.wholeOf('default');
      const rows = await db.queryText<{ id: string }>(
        "select representative_id as id from duty_index.board_member where kind = 'YEAR' order by 1",
      );
      return rows.map(({ id }) => id);
    },
    async forget() {
      await db.queryText('delete from duty_index.board');
    },
    async leaveOneCohort() {
      await admin.queryText('delete from duty_index.policy_version');
      await world.forget();
    },
    async touch(representativeId) {
      await admin.queryText(
        `update duty_index.touched set position = (select max(position) + 1 from duty_index.touched)
         where $1::text is null or representative_id = $1`,
        [representativeId ?? null],
      );
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
  if (isCounted) await world.count(boardEvents);
  return world;
}
