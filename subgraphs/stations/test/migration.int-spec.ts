import { testDatabase } from '@lianxin/testing';
import { stationsModule } from '../src/index.js';
import { CreateDirectory1763780400000 } from '../src/migrations/1763780400000-create-directory.js';

it('can be taken back and made again', async () => {
  await using database = await testDatabase({ modules: [stationsModule] });
  const db = await database.openAsAdmin('stations');
  const tables = async (): Promise<unknown[]> =>
    db.queryText("select tablename from pg_tables where schemaname = 'stations' order by tablename");
  const before = await tables();
  const runner = db.dataSource.createQueryRunner();
  const migration = new CreateDirectory1763780400000();
  await migration.down(runner);
  const between = await tables();
  await migration.up(runner);
  await runner.release();
  expect(between).toEqual([{ tablename: 'migrations' }]);
  expect(await tables()).toEqual(before);
  expect(before.length).toBeGreaterThan(5);
});
