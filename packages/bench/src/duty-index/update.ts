import { dutyIndexConsumer } from '@lianxin/gateway';
import type { Sql } from '@lianxin/database';
import { findingChanged, dutyOfferChanged, type EventContract, type LoggedEvent, type NewEvent } from '@lianxin/events';
import type { IndexWorld } from './world.js';

const { handlers } = dutyIndexConsumer();

/** Rows that an update read and wrote, as PostgreSQL counts them in its transaction, and the statements it took. */
export interface Touched {
  readonly statements: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
}

class RolledBack extends Error {}

const touchedRows = `
  select coalesce(sum(seq_tup_read), 0)::int + coalesce(sum(idx_tup_fetch), 0)::int as "rowsRead",
    coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int as "rowsWritten"
  from pg_stat_xact_user_tables where schemaname = 'duty_index'`;

/** Counts one event behind the end of the log in a transaction that is taken back, so that the next finds the same. */
export async function countOnce(
  { db, events }: IndexWorld,
  told: NewEvent,
): Promise<Touched & { readonly ms: number }> {
  const event: LoggedEvent = { ...told, position: events + 1, recordedAt: told.occurredAt };
  const handler = handlers.find(({ contract }) => contract.matches(event));
  let seen = { statements: 0, rowsRead: 0, rowsWritten: 0, ms: 0 };
  await db
    .transaction(async (tx) => {
      let statements = 0;
      const counting: Sql = {
        query: (...call) => {
          statements += 1;
          return tx.query(...call);
        },
        queryText: (...call) => tx.queryText(...call),
      };
      // The view also shows what earlier transactions of the session have not yet reported.
      const [before] = await tx.queryText<Omit<Touched, 'statements'>>(touchedRows);
      const began = performance.now();
      await handler?.handle(event, counting);
      const ms = performance.now() - began;
      const [rows] = await tx.queryText<Omit<Touched, 'statements'>>(touchedRows);
      const moved = (count: 'rowsRead' | 'rowsWritten'): number => (rows?.[count] ?? 0) - (before?.[count] ?? 0);
      seen = { statements, rowsRead: moved('rowsRead'), rowsWritten: moved('rowsWritten'), ms };
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  return seen;
}

/** The newest state of an affair in the log, told once more as its next version. */
async function nextVersion<Payload>(
  { db, members }: IndexWorld,
  contract: EventContract<Payload>,
  aggregate: [type: string, id: string],
  change: Partial<Payload>,
): Promise<NewEvent> {
  const [row] = await db.queryText<{ payload: Payload; aggregate_version: number; occurred_at: Date }>(
    `select payload, aggregate_version, occurred_at from events.log where aggregate_type = $1 and aggregate_id = $2
     order by aggregate_version desc limit 1`,
    aggregate,
  );
  if (!row) throw new Error(`A log of ${members} deputies without ${aggregate.join(' ')}`);
  const [aggregateType, aggregateId] = aggregate;
  return contract.create({
    aggregateType,
    aggregateId,
    aggregateVersion: row.aggregate_version + 1,
    payload: { ...row.payload, ...change },
    topics: [],
    occurredAt: row.occurred_at,
  });
}

/** An inspection whose outcome changes: what is judged by findings of its task and about its object. */
export function inspectionChanges(world: IndexWorld, affair: number): Promise<NewEvent> {
  return nextVersion(world, dutyOfferChanged, ['duty_offer', `i${affair}`], { dropApproved: true });
}

/** A finding that is verified: it changes the inspections that it speaks for and against. */
export function findingChanges(world: IndexWorld, affair: number): Promise<NewEvent> {
  return nextVersion(world, findingChanged, ['finding', `f${affair}`], { existedSince: '2026-01-01T00:00:00Z' });
}
