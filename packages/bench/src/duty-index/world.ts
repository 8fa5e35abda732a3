import { type Db, migrate, openDb, roleName, roleUrl } from '@lianxin/database';
import { eventsModule, rebuildReplica } from '@lianxin/events';
import { dutyIndexConsumer, gatewayModules } from '@lianxin/gateway';
import { Client } from 'pg';
import { affairSize, affairsOfObject, insertAffairs, insertDeputies, setHead } from './log.sql.js';
import { createPlainTables, plainTables } from './plain.sql.js';

/** A database with a log of so many events, and the index that was made of it. */
export interface IndexWorld {
  readonly members: number;
  /** In the log, in all. */
  readonly events: number;
  /** The database as the role of the index. */
  readonly url: string;
  /** As the role of the index, which the platform's own statements run as. */
  readonly db: Db;
  /** A connection of that role for plain SQL. */
  readonly plain: Client;
  /** How long the log took to be counted from nothing. */
  readonly rebuildMs: number;
  /** How long plain SQL took to make its tables of it. */
  readonly plainRebuildMs: number;
}

const password = 'bench';
/** Affairs a statement. */
const stretch = 20_000;

function inDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function connected(connectionString: string, opened: AsyncDisposableStack): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  opened.defer(() => client.end());
  return client;
}

/** Writes a log. Returns how many events it has. */
async function fillLog(admin: Client, members: number, wanted: number): Promise<number> {
  const affairs = Math.max(10, Math.floor((wanted - 2 * members) / affairSize));
  const events = 2 * members + affairs * affairSize;
  const objects = Math.ceil(affairs / affairsOfObject);
  await admin.query('set synchronous_commit = off');
  await admin.query('select events.ensure_room($1, 1000000)', [events]);
  await admin.query(insertDeputies, [members]);
  for (let first = 1; first <= affairs; first += stretch) {
    const last = Math.min(affairs, first + stretch - 1);
    await admin.query(insertAffairs, [members, affairs, first, last, objects]);
  }
  await admin.query(setHead, [events]);
  await admin.query('vacuum (analyze) events.log');
  return events;
}

/** Makes a database, its log and its index, by the platform's own migrations and its own rebuild. */
export async function indexWorld(
  adminUrl: string,
  { name, members, events: wanted }: { readonly name: string; readonly members: number; readonly events: number },
  opened: AsyncDisposableStack,
  progress: (text: string) => void,
): Promise<IndexWorld> {
  const server = await connected(adminUrl, opened);
  await server.query(`create database ${name}`);
  const url = inDatabase(adminUrl, name);
  await migrate({ adminUrl: url, modules: [eventsModule, ...gatewayModules], rolePassword: () => password });
  const admin = await connected(url, opened);
  const beganLog = performance.now();
  const events = await fillLog(admin, members, wanted);
  progress(`${name}: a log of ${events}, written in ${((performance.now() - beganLog) / 1_000).toFixed(0)} s`);
  const own = roleUrl(url, roleName('duty_index'), password);
  await admin.query(`insert into duty_index.consumer_checkpoint (consumer, position) values ('duty-index', $1)`, [
    events,
  ]);
  const began = performance.now();
  let told = 0;
  await rebuildReplica({
    url: own,
    consumer: dutyIndexConsumer(),
    onProgress: (reached, end) => {
      if (reached - told < end / 20) return;
      told = reached;
      progress(`${name}: counted ${reached} of ${end}, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    },
  });
  const rebuildMs = performance.now() - began;
  progress(`${name}: the same in plain tables`);
  await admin.query(`set work_mem = '256MB'; set maintenance_work_mem = '512MB'`);
  const beganPlain = performance.now();
  await admin.query(createPlainTables);
  const plainRebuildMs = performance.now() - beganPlain;
  const tables = ['unit_state', 'contribution', 'total', 'touched', 'deputy', 'mandate'];
  await admin.query(`vacuum (analyze) ${[...plainTables, ...tables.map((table) => `duty_index.${table}`)].join(', ')}`);
  await admin.query('checkpoint');
  const db = await openDb({ url: own, schema: 'duty_index', statementTimeoutMs: 600_000 });
  opened.use(db);
  const plain = await connected(own, opened);
  await plain.query(`set work_mem = '64MB'`);
  return { members, events, url: own, db, plain, rebuildMs, plainRebuildMs };
}
