import { type Sql, statement } from '@lianxin/database';
import { type ConsumerDefinition, on, stationRegistered } from '@lianxin/events';

/**
 * DDL of a replica that says of a region what lies above it. Events name the lowest region only, and codes do not tell:
 * zones and mergers break their prefixes (RULEBOOK §7). Every station tells the path of its region and so of all above.
 */
export function regionPathTable(schema: string): string {
  return `
    create table ${schema}.region_path (
      code text primary key,
      path text[] not null
    );`;
}

const putPaths = statement<never>(
  'region_path_put',
  `insert into region_path (code, path)
   select p.path[i], p.path[1:i] from (select $1::text[] as path) p, generate_subscripts(p.path, 1) i
   on conflict (code) do update set path = excluded.path`,
);

/** Keeps the replica in the schema of whoever handles it. */
export const regionPathHandler = on(stationRegistered, async ({ payload }, tx) => {
  await tx.query(putPaths, [payload.regionPath]);
});

/** The consumer that keeps the replica in `schema` and does nothing else. */
export function regionPathConsumer(schema: string): ConsumerDefinition {
  return {
    name: `${schema}-regions`,
    schema,
    handlers: [regionPathHandler],
    replica: { tables: ['region_path'] },
  };
}

// Plan: one primary-key probe for each code.
const pathsOf = statement<{ code: string; path: string[] }>(
  'region_path_of',
  'select code, path from region_path where code = any($1::text[])',
);

/** The paths of regions, from the top down; of one that no station has told of, itself. */
export async function regionPaths(sql: Sql, codes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const distinct = [...new Set(codes)];
  const paths = new Map<string, readonly string[]>(distinct.map((code) => [code, [code]]));
  if (distinct.length === 0) return paths;
  for (const { code, path } of await sql.query(pathsOf, [distinct])) paths.set(code, path);
  return paths;
}
