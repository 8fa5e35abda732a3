import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDb } from '@lianxin/database';
import { accountGrantsChanged, appendToOutbox } from '@lianxin/events';
import { silentLog } from '@lianxin/gateway';
import { startTestServer } from '@lianxin/testing';
import { archiveEvents } from '../src/commands/events/archive-events.js';
import { restoreEvents } from '../src/commands/events/restore-events.js';
import { migrateInstallation } from '../src/commands/migrate.js';
import { readEnvironment } from '../src/env.js';
import { keysOf } from '../src/platform/keys.js';
import { startPlatform } from '../src/platform/start-platform.js';

const secret = 'one-secret-for-an-upgrade-behind-an-archive-0123456789';

describe('an upgrade with a consumer that is new, where the log is archived', () => {
  it('is refused before any change, and goes on once the archive is restored', async () => {
    await using opened = new AsyncDisposableStack();
    const server = await startTestServer();
    opened.defer(() => server.stop());
    const environment = readEnvironment({ DATABASE_URL: server.adminUrl, LIANXIN_SECRET: secret });
    const to = mkdtempSync(join(tmpdir(), 'lianxin-upgrade-'));
    opened.defer(() => rmSync(to, { recursive: true }));
    const printed: string[] = [];
    const command = { environment, locale: 'en' as const, print: (text: string) => void printed.push(text) };
    const start = () => startPlatform({ adminUrl: server.adminUrl, keys: keysOf(secret), log: silentLog });

    await migrateInstallation(environment);
    const admin = opened.use(await openDb({ url: server.adminUrl, schema: 'events', poolSize: 2 }));
    // The first partition of a new database is a large one; this log is to have more than one.
    await admin.queryText(`
      do $$ begin
        drop table events.log_from_1;
        perform events.attach_partition(events.new_partition(1), 1, 11);
      end $$`);
    {
      await using before = await start();
      const events = Array.from({ length: 25 }, () => {
        const accountId = randomUUID();
        const place = { aggregateType: 'account', aggregateId: accountId, aggregateVersion: 1, topics: [] };
        return accountGrantsChanged.create({ ...place, payload: { accountId }, occurredAt: new Date() });
      });
      await before.subgraphs.stations.db.transaction((tx) => appendToOutbox(tx, 'stations', events));
      await before.catchUp();
    }
    await archiveEvents(command, { before: '11', to });
    expect(printed.at(-1)).toContain('the log is kept from position 11 on');

    // As the former version left it: without the consumer, and with a migration that is due.
    await admin.queryText(`delete from duty_schemes.consumer_checkpoint where consumer = 'duty-warnings'`);
    await admin.queryText('drop table duty_schemes.evaluation_judged, duty_schemes.evaluation_group');
    await admin.queryText(`delete from duty_schemes.migrations where name = 'CountOpenEvaluations1769100000002'`);
    const due = () => admin.queryText(`select to_regclass('duty_schemes.evaluation_group') is null as due`);
    const refused = {
      code: 'CONSUMER_BEHIND_LOG',
      details: { consumer: 'duty-warnings', next: 1, first: 11 },
      message: expect.stringContaining('Run `lianxin events restore-archive --from FOLDER --position 1`'),
    };
    await expect(migrateInstallation(environment)).rejects.toMatchObject(refused);
    await expect(start()).rejects.toMatchObject(refused);
    expect(await due()).toEqual([{ due: true }]);

    await restoreEvents(command, { from: to, position: 1 });
    expect(printed.at(-1)).toBe('The log is kept from position 1 on.');
    await using after = await start();
    expect(after.applied).toEqual(['duty_schemes/CountOpenEvaluations1769100000002']);
    await after.catchUp();
    await archiveEvents(command, { before: '11', to });
    expect(printed.at(-1)).toContain('the log is kept from position 11 on');
  });
});
