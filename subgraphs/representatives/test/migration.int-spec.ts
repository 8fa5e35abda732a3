import { testDatabase } from '@lianxin/testing';
import { representativesModule } from '../src/index.js';
import { CreateDuty1764160000000 } from '../src/migrations/1764160000000-create-duty.js';
import { CreateDutyArchive1764460800000 } from '../src/migrations/1764460800000-create-duty-archive.js';
import { CreateClaimMarket1764547200000 } from '../src/migrations/1764547200000-create-claim-market.js';
import { CreateRepresentatives1763780400001 } from '../src/migrations/1763780400001-create-representatives.js';
import { SuspendMandates1764633600000 } from '../src/migrations/1764633600000-suspend-mandates.js';
import { CompleteDutyArchive1764720000033 } from '../src/migrations/1764720000033-complete-duty-archive.js';

it('can be taken back and made again', async () => {
  await using database = await testDatabase({ modules: [representativesModule] });
  const db = await database.openAsAdmin('representatives');
  const tables = async (): Promise<unknown[]> =>
    db.queryText("select tablename from pg_tables where schemaname = 'representatives' order by tablename");
  const before = await tables();
  const runner = db.dataSource.createQueryRunner();
  const migrations = [
    new CreateRepresentatives1763780400001(),
    new CreateDuty1764160000000(),
    new CreateDutyArchive1764460800000(),
    new CreateClaimMarket1764547200000(),
    new SuspendMandates1764633600000(),
    new CompleteDutyArchive1764720000033(),
  ];
  for (const migration of migrations.toReversed()) await migration.down(runner);
  const between = await tables();
  for (const migration of migrations) await migration.up(runner);
  await runner.release();
  expect(between).toEqual([{ tablename: 'migrations' }]);
  expect(await tables()).toEqual(before);
  expect(before.length).toBeGreaterThan(5);
});
