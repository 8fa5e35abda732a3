import type { Sql } from '@lianxin/database';
import {
  type Connection,
  type ConnectionClass,
  cursorKey,
  cursorKeys,
  filteredStatement,
  pageOf,
  pageRequest,
} from '@lianxin/subgraph-kit';
import type { Conditions } from '@lianxin/subgraph-kit';

/** A list of records ordered by an instant and the id. */
export interface DutyList<Row, Field extends string> {
  readonly name: string;
  /** Select list and tables, e.g. `select … from t`. */
  readonly select: string;
  readonly from: string;
  /** The expression it is ordered by, ascending. */
  readonly order: string;
  readonly id: string;
  readonly conditions: Conditions<Field>;
  readonly keyOf: (row: Row) => readonly [string, string];
}

/** Before every instant and id. */
const start = ['-infinity', '00000000-0000-0000-0000-000000000000'];

/** How many rows a page asks for, and the instant and id behind which it begins. */
export function pageBehind(args: { first: number; after?: string }): { first: number; behind: readonly string[] } {
  const { first, after } = pageRequest(args, 2);
  return { first, behind: cursorKeys(after, [cursorKey.instant, cursorKey.id], start) };
}

/** A page of rows, one more than are shown where there are more. */
export function pageOfRows<Row, Shown extends object>(
  rows: readonly Row[],
  first: number,
  keyOf: (row: Row) => readonly [string, string],
  present: (row: Row) => Shown,
  count: () => Promise<number>,
  connection: ConnectionClass<Shown>,
): Connection<Shown> {
  const keys = new Map<Shown, readonly [string, string]>();
  const shown = rows.map((row) => {
    const item = present(row);
    keys.set(item, keyOf(row));
    return item;
  });
  return connection.of(pageOf(shown, first, (item) => [...(keys.get(item) ?? start)], count));
}

/**
 * A page of a list: keyset behind the cursor, and the number of all when it is asked for. A named statement for each set
 * of conditions. Plan: a range of the index that begins with the order, the conditions as a filter.
 */
export async function dutyPage<Row, Shown extends object, Field extends string>(
  sql: Sql,
  list: DutyList<Row, Field>,
  given: { readonly [F in Field]?: unknown },
  args: { first: number; after?: string },
  present: (row: Row) => Shown,
  connection: ConnectionClass<Shown>,
): Promise<Connection<Shown>> {
  const { first, behind } = pageBehind(args);
  const { name, select, from, order, id, conditions, keyOf } = list;
  const page = filteredStatement<Row, Field>(
    `${name}_page`,
    3,
    conditions,
    given,
    (where) =>
      `${select} ${from} where (${order}, ${id}) > ($1::timestamptz, $2::uuid) and ${where} order by ${order}, ${id} limit $3::int`,
  );
  const rows = await sql.query(page.statement, [...behind, first + 1, ...page.values]);
  const count = async (): Promise<number> => {
    const counted = filteredStatement<{ count: number }, Field>(
      `${name}_n`,
      0,
      conditions,
      given,
      (where) => `select count(*)::int as count ${from} where ${where}`,
    );
    return (await sql.query(counted.statement, [...counted.values]))[0]?.count ?? 0;
  };
  return pageOfRows(rows, first, keyOf, present, count, connection);
}
