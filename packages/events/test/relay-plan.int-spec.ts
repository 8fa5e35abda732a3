import { testDatabase } from '@lianxin/testing';
import { appendToOutbox, startRelay } from '../src/index.js';
import { eventually, lamps, logAlone, modules, switched } from './lamps.js';

/** How often a table was read from end to end, and how often by an index. */
const reads = `
  select relname as name, seq_scan::int as whole, idx_scan::int as probes from pg_stat_user_tables
  where (schemaname, relname) in (('events', 'log_id'), ('lamps', 'outbox')) order by relname`;

test('a relay that began in an empty log finds what it needs by indexes, however long the log has grown', async () => {
  await using database = await testDatabase({ modules });
  const db = await database.open(lamps);
  const admin = await database.openAsAdmin('public');
  await using relay = await startRelay({ url: database.urlFor('events'), sources: ['lamps'] });
  for (let version = 1; version <= 20; version += 1) {
    const event = switched('a', version);
    // Moved by the relay, and logged by the writer.
    if (version % 2 === 0) await db.transaction((tx) => appendToOutbox(tx, 'lamps', [event]));
    else await logAlone(db, event);
    await relay.drain();
  }
  await relay.stop();
  // Sessions tell what they have done when they are idle or end.
  let told: Record<string, unknown>[] = [];
  await eventually(async () => {
    told = await admin.queryText(reads);
    return told.every(({ probes }) => Number(probes) >= 20);
  });
  expect(told).toEqual([
    { name: 'log_id', whole: 0, probes: expect.any(Number) },
    { name: 'outbox', whole: 0, probes: expect.any(Number) },
  ]);
});
