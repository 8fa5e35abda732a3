import { type Sql, statement } from '@lianxin/database';
import type { BatchedAggregate } from './batch-statements.js';

/** Columns that are not there, or hold JSON. Plan: the catalogue's indexes. Parameters: schema, table, columns. */
const unfitColumns = statement<{ readonly name: string; readonly type: string | null }>(
  'workflow_unfit_columns',
  `select c.name, format_type(t.oid, null) as type
   from unnest($3::text[]) c (name)
   left join pg_attribute a on a.attrelid = to_regclass(format('%I.%I', $1::text, $2::text)) and a.attname = c.name
     and a.attnum > 0 and not a.attisdropped
   left join pg_type t on t.oid = a.atttypid
   where t.oid is null or 'json'::regtype in (t.oid, t.typbasetype) or 'jsonb'::regtype in (t.oid, t.typbasetype)
   order by c.name`,
);

/**
 * Checks the columns that steps change when their module starts. JSON cannot be one: a step that is alone sends a parameter
 * for each column, and there the driver writes a list as an array of the database and a text as it stands.
 * @throws Error that names every column that is not there or holds JSON
 */
export async function checkColumns(sql: Sql, { schema, table, columns }: BatchedAggregate): Promise<void> {
  const faults = (await sql.query(unfitColumns, [schema, table, columns])).map(({ name, type }) =>
    type === null ? `no column ${name}` : `column ${name} is ${type}, which no step can change`,
  );
  if (faults.length > 0) throw new Error(`${schema}.${table}: ${faults.join('; ')}`);
}
