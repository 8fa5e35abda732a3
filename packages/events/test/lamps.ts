import type { Db, SchemaModule, Sql } from '@lianxin/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  appendTold,
  appendToOutbox,
  type ConsumerDefinition,
  consumerGrants,
  defineEvent,
  dropEventTables,
  eventsModule,
  eventTables,
  type LoggedEvent,
  type NewEvent,
  on,
  publishAlone,
} from '../src/index.js';

/** A writer (lamps with a version) and a reader (a count of switchings) to test with. */
class CreateLamps1763770000001 implements MigrationInterface {
  readonly name = 'CreateLamps1763770000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table lamps.lamp (id text primary key, version int not null)');
    await runner.query(eventTables('lamps'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropEventTables('lamps'));
  }
}

class CreateMeter1763770000002 implements MigrationInterface {
  readonly name = 'CreateMeter1763770000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table meter.reading (lamp_id text primary key, switched int not null)');
    await runner.query('create table meter.lamp_state (lamp_id text primary key, version int not null)');
    await runner.query(eventTables('meter'));
    await runner.query(consumerGrants('meter'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropEventTables('meter'));
  }
}

export const lamps: SchemaModule = { name: 'lamps', entities: [], migrations: [CreateLamps1763770000001] };
export const meter: SchemaModule = { name: 'meter', entities: [], migrations: [CreateMeter1763770000002] };
export const modules = [lamps, meter, eventsModule];

export const lampSwitched = defineEvent({
  type: 'lamp.switched',
  version: 1,
  schema: z.object({ lampId: z.string(), isOn: z.boolean() }),
});

export const switched = (lampId: string, version: number): NewEvent =>
  lampSwitched.create({
    aggregateType: 'lamp',
    aggregateId: lampId,
    aggregateVersion: version,
    payload: { lampId, isOn: version % 2 === 1 },
    topics: [`lamp:${lampId}`],
    actor: { role: 'OFFICE_CLERK', name: '值班员' },
    occurredAt: new Date('2025-01-01T00:00:00Z'),
  });

/** Switches a lamp `times` times, each in a transaction of its own. */
export async function switchLamp(db: Db, lampId: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await db.transaction(async (tx) => {
      const [row] = await tx.queryText<{ version: number }>(
        `insert into lamp values ($1, 1) on conflict (id) do update set version = lamp.version + 1 returning version`,
        [lampId],
      );
      await appendToOutbox(tx, 'lamps', [switched(lampId, row?.version ?? 0)]);
    });
  }
}

/** The same as one event that is all its transaction tells; true when it waits in the outbox. */
export async function logAlone(db: Db, event: NewEvent): Promise<boolean> {
  const write = (lends: boolean) => db.transaction((tx) => appendTold(tx, 'lamps', [event], lends));
  return (await publishAlone(db, write, (told) => told)).waits;
}

/** The effect of the reader. */
export async function count(tx: Sql, lampId: string): Promise<void> {
  await tx.queryText(
    'insert into reading values ($1, 1) on conflict (lamp_id) do update set switched = reading.switched + 1',
    [lampId],
  );
}

/** A replica of the lamps' versions; `refuse` makes it fail, as a defect would. */
export const lampStates = (refuse: (event: LoggedEvent) => boolean = () => false): ConsumerDefinition => ({
  name: 'states',
  schema: 'meter',
  handlers: [
    on(lampSwitched, async (event, tx) => {
      await tx.queryText(
        `insert into lamp_state values ($1, $2) on conflict (lamp_id) do update set version = excluded.version`,
        [event.payload.lampId, event.aggregateVersion],
      );
      if (refuse(event)) throw new Error('refused');
    }),
  ],
  replica: { tables: ['lamp_state'] },
});

export async function states(db: Db): Promise<Record<string, number>> {
  const rows = await db.queryText<{ lamp_id: string; version: number }>('select * from lamp_state order by lamp_id');
  return Object.fromEntries(rows.map((row) => [row.lamp_id, row.version]));
}

export async function readings(db: Db): Promise<Record<string, number>> {
  const rows = await db.queryText<{ lamp_id: string; switched: number }>('select * from reading order by lamp_id');
  return Object.fromEntries(rows.map((row) => [row.lamp_id, row.switched]));
}

/** Ends every connection of that application, as a crash of the network would. */
export async function cutConnections(admin: Db, applicationName: string): Promise<number> {
  const rows = await admin.queryText(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and pid <> pg_backend_pid() and datname = current_database()`,
    [applicationName],
  );
  return rows.length;
}

/** Longest wait of `eventually`: less than a test may take, so that the failure says what did not come. */
const longestWaitMs = 60_000;

/** Returns when `check` holds. Throws what it waited for when it does not in a minute. */
export async function eventually(check: () => boolean | Promise<boolean>): Promise<void> {
  const until = performance.now() + longestWaitMs;
  while (!(await check())) {
    if (performance.now() > until) throw new Error(`Not within ${longestWaitMs / 1000} s: ${check.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
