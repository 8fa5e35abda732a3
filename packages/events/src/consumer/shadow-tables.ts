import type { Sql } from '@lianxin/database';
import type { Replica } from './consumer-definition.js';

/** The ids of the events that a rebuild has handled. */
const handledTable = 'rebuild_handled';

/**
 * What a session may hold of its temporary tables: the 8 MB that it has unless told are less than what a stretch of a long
 * log touches. Taken as it is needed, and only until the session has ended.
 */
const temporaryBuffers = '256MB';

/**
 * Temporary tables of the same names as a replica's own: a session's temporary tables come first in every name that is
 * written without a schema, so handlers that run on this session fill the shadows. Needs the right TEMPORARY on the
 * database, which every role has unless it was taken back.
 */
export async function makeShadows(sql: Sql, schema: string, { tables, unreadIndexes = [] }: Replica): Promise<void> {
  await sql.queryText(`set temp_buffers = '${temporaryBuffers}'`);
  for (const table of tables) {
    await sql.queryText(`create temporary table ${table} (like ${schema}.${table} including all excluding indexes)`);
    const indexes = await sql.queryText<{ definition: string }>(
      `select replace(pg_get_indexdef(indexrelid), $1, $2) as definition from pg_index
       where indrelid = $3::regclass and indexrelid not in (select ($4 || '.' || name)::regclass from unnest($5::text[]) as name)`,
      [` ON ${schema}.${table} `, ` ON pg_temp.${table} `, `${schema}.${table}`, schema, unreadIndexes],
    );
    for (const { definition } of indexes) await sql.queryText(definition);
  }
  await sql.queryText(`create temporary table ${handledTable} (event_id uuid not null)`);
}

/** Throws when this session is not the one with the shadows: without them the handlers would write to the real tables. */
export async function assertShadows(tx: Sql, tables: readonly string[]): Promise<void> {
  const names = [...tables, handledTable].map((table) => `pg_temp.${table}`);
  const [row] = await tx.queryText<{ whole: boolean }>(
    'select bool_and(to_regclass(name) is not null) as whole from unnest($1::text[]) as name',
    [names],
  );
  if (row?.whole !== true) throw new Error('The connection with the shadow tables was lost; nothing was changed');
}

/**
 * Takes statistics of the shadows: nobody else does for temporary tables, and a plan that was made while they were empty
 * is kept until somebody does.
 */
export async function analyzeShadows(tx: Sql, tables: readonly string[]): Promise<void> {
  await tx.queryText(`analyze ${tables.map((table) => `pg_temp.${table}`).join(', ')}`);
}

/** Notes an event as handled in the shadows. */
export async function noteHandled(tx: Sql, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.queryText(`insert into pg_temp.${handledTable} select unnest($1::uuid[])`, [eventIds]);
}

/**
 * Puts the shadows' rows in the place of the replica's. Rows are deleted rather than truncated: readers keep the old ones
 * until the commit and wait for nothing.
 */
export async function swapIn(tx: Sql, schema: string, tables: readonly string[], consumer: string): Promise<void> {
  for (const table of tables) {
    await tx.queryText(`delete from ${schema}.${table}`);
    await tx.queryText(`insert into ${schema}.${table} select * from pg_temp.${table}`);
  }
  await tx.queryText(
    `insert into ${schema}.inbox (consumer, event_id) select $1, event_id from pg_temp.${handledTable}
     order by event_id on conflict do nothing`,
    [consumer],
  );
  await tx.queryText(
    `delete from ${schema}.parked_event where consumer = $1
       and event_id in (select event_id from pg_temp.${handledTable})`,
    [consumer],
  );
}

/** A table whose rows differ between a replica and its shadow. */
export interface TableDifference {
  readonly table: string;
  /** Rows of the replica that the log does not give. */
  readonly surplus: number;
  /** Rows that the log gives and the replica lacks. */
  readonly missing: number;
}

/** Compares the shadows with the replica, row by row and column by column. */
export async function compareShadows(tx: Sql, schema: string, tables: readonly string[]): Promise<TableDifference[]> {
  const differences: TableDifference[] = [];
  for (const table of tables) {
    const without = (from: string, other: string): string =>
      `(select count(*)::int from (table ${from} except all table ${other}) rows)`;
    const [own, shadow] = [`${schema}.${table}`, `pg_temp.${table}`];
    const [row] = await tx.queryText<Omit<TableDifference, 'table'>>(
      `select ${without(own, shadow)} as surplus, ${without(shadow, own)} as missing`,
    );
    if (row && row.surplus + row.missing > 0) differences.push({ table, ...row });
  }
  return differences;
}
