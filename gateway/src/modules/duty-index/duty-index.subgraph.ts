import type { Clock } from '@lianxin/calendar';
import { openDb } from '@lianxin/database';
import { type Consumer, startConsumer } from '@lianxin/events';
import type { RequestContext, Subgraph } from '@lianxin/subgraph-kit';
import { forgetKeys, startHousekeeping } from '@lianxin/workflow';
import { dutyIndexLoaders } from './api/duty-index.loaders.js';
import type { DutyIndexContext } from './duty-index.context.js';
import { dutyIndexSchema } from './duty-index.schema.js';
import { announceChanges } from './projection/announce-change.js';
import { dutyIndexConsumer } from './projection/duty-index.consumer.js';
import { Boards } from './read/board.js';
import { type CurrentBoards, keepCurrentBoards } from './read/current-boards.js';
import { deputiesInSight, type IndexSight } from './read/sight.js';

/** What the duty index needs. */
export interface DutyIndexOptions {
  /** Its own role on its own schema. */
  readonly databaseUrl: string;
  readonly logUrl: string;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** The duty index, running. */
export type DutyIndexSubgraph = Subgraph<DutyIndexContext> & {
  /** Returns when everything that is in the log now has been counted. */
  catchUp(): Promise<void>;
  /** Of some deputies those whose index a sight holds now. */
  inSight(sight: IndexSight, representativeIds: readonly string[]): Promise<ReadonlySet<string>>;
};

/** How often keys that have served are forgotten. */
const housekeepingMs = 600_000;

/** Opens the index's database; `start` begins to count. Every gateway counts, one at a time. */
export async function createDutyIndexSubgraph(options: DutyIndexOptions): Promise<DutyIndexSubgraph> {
  const { clock, onError } = options;
  const { schema, sdl } = dutyIndexSchema();
  const db = await openDb({ url: options.databaseUrl, schema: 'duty_index', applicationName: 'lianxin duty index' });
  const boards = new Boards(db);
  let consumer: Consumer | undefined;
  let currentBoards: CurrentBoards | undefined;
  let endHousekeeping: (() => Promise<void>) | undefined;
  return {
    name: 'duty-index',
    schema,
    sdl,
    db,
    createContext: (request: RequestContext): DutyIndexContext => ({
      request,
      db,
      clock,
      boards,
      loaders: dutyIndexLoaders(db),
    }),
    async start() {
      const current = (currentBoards = keepCurrentBoards(db, clock, onError));
      const announce = announceChanges(clock);
      const { name, handlers } = dutyIndexConsumer(async (tx, changes) => {
        await announce(tx, changes);
        current.changed();
      });
      consumer = await startConsumer({ name, db, logUrl: options.logUrl, handlers, onError });
      current.changed();
      endHousekeeping = startHousekeeping(() => forgetKeys(db, db.schema, clock.now()), housekeepingMs, onError);
    },
    async catchUp() {
      await consumer?.catchUp();
    },
    inSight: (sight, representativeIds) => deputiesInSight(db, sight, representativeIds),
    async stop() {
      await endHousekeeping?.();
      await consumer?.stop();
      await currentBoards?.stop();
      await db.close();
    },
  };
}
