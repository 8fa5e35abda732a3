import type { SchemaModule } from '@lianxin/database';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { testDatabase } from '../src/index.js';

class CreateLamp1763770000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table lamps.lamp (id int primary key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lamps.lamp');
  }
}

const lamps: SchemaModule = { name: 'lamps', entities: [], migrations: [CreateLamp1763770000000] };

describe('testDatabase', () => {
  it('gives each caller a migrated database of its own', async () => {
    await using first = await testDatabase({ modules: [lamps] });
    await using second = await testDatabase({ modules: [lamps] });
    const one = await first.open(lamps);
    const other = await second.open(lamps);
    await one.queryText('insert into lamp values (1)');
    expect(await other.queryText('select * from lamp')).toEqual([]);
    expect(await one.queryText('select * from lamp')).toEqual([{ id: 1 }]);
  });

  it('drops the database at the end, whoever is still connected', async () => {
    const database = await testDatabase({ modules: [lamps] });
    await database.open(lamps);
    await database[Symbol.asyncDispose]();
    await using witness = await testDatabase({ modules: [lamps] });
    const admin = await witness.openAsAdmin('lamps');
    expect(await admin.queryText('select from pg_database where datname = $1', [database.name])).toEqual([]);
  });

  it('builds one template for many at once', async () => {
    const databases = await Promise.all(Array.from({ length: 4 }, () => testDatabase({ modules: [lamps] })));
    await Promise.all(databases.map((database) => database[Symbol.asyncDispose]()));
    expect(new Set(databases.map(({ name }) => name)).size).toBe(4);
  });
});
