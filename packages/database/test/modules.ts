import type { SchemaModule } from '../src/index.js';
import { Column, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';

@Entity({ name: 'lamp' })
export class Lamp {
  @PrimaryColumn('int')
  id!: number;

  @Column('date')
  bought!: string;
}

class CreateLamp1763770000000 implements MigrationInterface {
  name = 'CreateLamp1763770000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table lamps.lamp (id int primary key, bought date not null)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lamps.lamp');
  }
}

export class AddShade1763770000001 implements MigrationInterface {
  name = 'AddShade1763770000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table lamps.shade (id bigint generated always as identity primary key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table lamps.shade');
  }
}

class CreateChair1763770000002 implements MigrationInterface {
  name = 'CreateChair1763770000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table chairs.chair (id int primary key)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table chairs.chair');
  }
}

export class Faulty1763770000003 implements MigrationInterface {
  name = 'Faulty1763770000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table chairs.half (id int)');
    await runner.query('select 1 / 0');
  }

  async down(): Promise<void> {}
}

export const lampsBefore: SchemaModule = { name: 'lamps', entities: [Lamp], migrations: [CreateLamp1763770000000] };
export const lamps: SchemaModule = { ...lampsBefore, migrations: [CreateLamp1763770000000, AddShade1763770000001] };
export const chairs: SchemaModule = { name: 'chairs', entities: [], migrations: [CreateChair1763770000002] };
