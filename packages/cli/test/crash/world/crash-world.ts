import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@lianxin/calendar';
import { type Db, openDb } from '@lianxin/database';
import { latestPosition } from '@lianxin/events';
import { silentLog } from '@lianxin/gateway';
import { type NatsServer, startNatsServer } from '@lianxin/testing';
import { createStationsSubgraph, type StationsSubgraph } from '@lianxin/stations';
import { databaseUrls } from '../../../src/platform/database-urls.js';
import { keysOf } from '../../../src/platform/keys.js';
import { startPlatform } from '../../../src/platform/start-platform.js';
import { type Cast, seedCast } from '../../e2e/cast.js';
import { installPausePoints } from '../faults/pause-points.js';
import { type DatabaseServer, startDatabaseServer } from './database-server.js';
import { type Form, type FormOptions, type Processes, startForm } from './forms.js';

/** What was there before the first client came. */
export interface Baseline {
  readonly position: number;
  readonly transitions: number;
  readonly keys: number;
}

/** A seeded installation on a durable PostgreSQL, and the platform as processes that can be killed. */
export interface CrashWorld extends AsyncDisposable {
  readonly folder: string;
  readonly database: DatabaseServer;
  /** The broker of the five processes; undefined without one. */
  readonly nats: NatsServer | undefined;
  /** The superuser; one connection, replaced when the server was killed. */
  readonly admin: Db;
  readonly cast: Cast;
  readonly baseline: Baseline;
  /** Use cases of the directory, run here. */
  readonly stations: StationsSubgraph;
  processes(): Processes;
  form(): Form;
  /** Stops the platform and starts it in another form, over the same database. */
  changeForm(form: Form): Promise<void>;
  /** Leaves the folder with database and logs behind. */
  keep(): void;
}

const secret = 'one-secret-for-the-crash-tests-0123456789abcdef';

export async function crashWorld(first: Form, withNats: boolean): Promise<CrashWorld> {
  await using opened = new AsyncDisposableStack();
  const folder = mkdtempSync(join(tmpdir(), `lianxin-crash-${process.pid}-`));
  let isKept = false;
  opened.defer(() => {
    if (!isKept) rmSync(folder, { recursive: true, force: true });
  });
  const database = opened.use(await startDatabaseServer(folder));
  const { adminUrl } = database;
  const nats = withNats ? opened.use(await startNatsServer()) : undefined;
  const keys = keysOf(secret);
  const urlFor = databaseUrls(adminUrl, keys);
  const seeding = await startPlatform({ adminUrl, keys, log: silentLog });
  const cast = await seedCast(seeding).finally(() => seeding[Symbol.asyncDispose]());

  const admin = await openDb({ url: adminUrl, schema: 'events', poolSize: 1, applicationName: 'crash harness' });
  opened.defer(() => admin.close());
  const baseline = await baselineOf(admin);
  await installPausePoints(admin);
  const stations = await createStationsSubgraph({ databaseUrl: urlFor('stations'), clock: systemClock });
  opened.defer(() => stations.stop());

  const options: FormOptions = {
    adminUrl,
    secret,
    urlFor,
    dataDir: folder,
    nats: nats && { url: nats.url, key: keys.brokerMark },
  };
  let form = first;
  let processes = await startForm(form, options);
  opened.defer(() => processes[Symbol.asyncDispose]());
  const running = opened.move();
  return {
    folder,
    database,
    nats,
    admin,
    cast,
    baseline,
    stations,
    processes: () => processes,
    form: () => form,
    async changeForm(next) {
      await processes[Symbol.asyncDispose]();
      form = next;
      processes = await startForm(form, options);
    },
    keep: () => void (isKept = true),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

async function baselineOf(admin: Db): Promise<Baseline> {
  const [row] = await admin.queryText<{ transitions: number; keys: number }>(
    `select (select count(*) from suggestions.suggestion_history)::int as transitions,
       (select count(*) from suggestions.idempotency)::int as keys`,
  );
  return { position: await latestPosition(admin), transitions: row?.transitions ?? 0, keys: row?.keys ?? 0 };
}
