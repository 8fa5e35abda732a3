import { testDatabase, testPassword } from '@lianxin/testing';
import { assertMigrated, migrate, type SchemaModule } from '../src/index.js';
import { AddShade1763770000001, chairs, Faulty1763770000003, lamps, lampsBefore } from './modules.js';

const up = (adminUrl: string, modules: SchemaModule[]) => migrate({ adminUrl, modules, rolePassword: testPassword });

describe('migrate', () => {
  it('applies what is due, once, also when two start at the same time', async () => {
    await using database = await testDatabase({ modules: [] });
    const [first, second] = await Promise.all([
      up(database.adminUrl, [lamps, chairs]),
      up(database.adminUrl, [lamps, chairs]),
    ]);
    expect([...first.applied, ...second.applied]).toEqual([
      'lamps/CreateLamp1763770000000',
      'lamps/AddShade1763770000001',
      'chairs/CreateChair1763770000002',
    ]);
    expect(await up(database.adminUrl, [lamps, chairs])).toEqual({ applied: [] });
  });

  it('lets a role use its own schema and nothing else', async () => {
    await using database = await testDatabase({ modules: [lamps, chairs] });
    const db = await database.open(lamps);
    await db.queryText(`insert into lamp values (1, '2025-01-31')`);
    await db.queryText('insert into shade default values');
    for (const text of [
      'select * from chairs.chair',
      'create table lamps.mine (id int)',
      'create table public.mine (id int)',
      'delete from lamps.migrations',
      'alter table lamps.lamp add x int',
      'create schema mine',
    ]) {
      await expect(db.queryText(text)).rejects.toMatchObject({ code: '42501' });
    }
    expect(await db.queryText('select name from migrations')).toHaveLength(2);
  });

  it('refuses a newer database before changing anything', async () => {
    await using database = await testDatabase({ modules: [lamps] });
    await expect(up(database.adminUrl, [chairs, lampsBefore])).rejects.toMatchObject({
      code: 'SCHEMA_NEWER',
      details: { schema: 'lamps' },
    });
    const admin = await database.openAsAdmin('lamps');
    expect(await admin.queryText(`select from pg_namespace where nspname = 'chairs'`)).toEqual([]);
  });

  it('tells a serving program whether the schema fits', async () => {
    await using database = await testDatabase({ modules: [lampsBefore] });
    const url = database.urlFor('lamps');
    await assertMigrated({ url, modules: [lampsBefore] });
    await expect(assertMigrated({ url, modules: [lamps] })).rejects.toMatchObject({ code: 'SCHEMA_OLDER' });
    await expect(
      assertMigrated({ url, modules: [{ ...lamps, migrations: [AddShade1763770000001] }] }),
    ).rejects.toMatchObject({ code: 'SCHEMA_NEWER' });
  });

  it('leaves nothing of a migration that fails', async () => {
    await using database = await testDatabase({ modules: [chairs] });
    const faulty = { ...chairs, migrations: [...chairs.migrations, Faulty1763770000003] };
    await expect(up(database.adminUrl, [faulty])).rejects.toThrow('division by zero');
    const admin = await database.openAsAdmin('chairs');
    expect(await admin.queryText(`select from pg_tables where tablename = 'half'`)).toEqual([]);
    expect(await up(database.adminUrl, [chairs])).toEqual({ applied: [] });
  });

  it('changes a role’s password when it is given another', async () => {
    // Roles are the server's, so this one is no other test's.
    const doors: SchemaModule = { name: 'doors', entities: [], migrations: [] };
    await using database = await testDatabase({ modules: [doors] });
    const url = database.urlFor('doors');
    await migrate({ adminUrl: database.adminUrl, modules: [doors], rolePassword: () => 'another' });
    await expect(assertMigrated({ url, modules: [doors] })).rejects.toMatchObject({ code: 'BAD_CONFIGURATION' });
    await up(database.adminUrl, [doors]);
    await assertMigrated({ url, modules: [doors] });
  });
});
