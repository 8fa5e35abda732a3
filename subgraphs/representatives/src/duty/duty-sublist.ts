import type { Db } from '@lianxin/database';
import {
  type Connection,
  type ConnectionClass,
  filteredStatement,
  loaderPerArguments,
  rowLoader,
  rowsLoader,
} from '@lianxin/subgraph-kit';
import type { Under } from '../representative/representative.sql.js';
import { type DutyList, pageBehind, pageOfRows } from './duty-list.sql.js';

/** A list that hangs on parents: a page of each comes in one statement for all of them. */
export interface DutySublist<Row, Field extends string> extends DutyList<Row, Field> {
  /** The column that names the parent. */
  readonly parent: string;
  /** The order once more, by the properties of a row under `l`. */
  readonly sorted: string;
}

type Given<Field extends string> = { readonly [F in Field]?: unknown };

interface Part<Field extends string> {
  readonly given: Given<Field>;
  readonly behind: readonly string[];
  readonly first: number;
}

/**
 * Loaders of a list's pages and counts, for one fetch. Plan: for each parent the range of the index that begins with the
 * parent and the order, up to the limit, the conditions as a filter.
 */
export function sublistLoaders<Row extends object, Field extends string>(db: Db, list: DutySublist<Row, Field>) {
  const { name, select, from, order, id, parent, sorted, conditions } = list;
  return {
    page: loaderPerArguments(({ given, behind, first }: Part<Field>) =>
      rowsLoader<Under<Row>>(
        (ids) => {
          const page = filteredStatement<Under<Row>, Field>(
            `${name}_under`,
            4,
            conditions,
            given,
            (where) => `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
              cross join lateral (${select} ${from}
                where ${parent} = p.id and (${order}, ${id}) > ($2::timestamptz, $3::uuid) and ${where}
                order by ${order}, ${id} limit $4::int) l
              order by p.id, ${sorted}`,
          );
          return db.query(page.statement, [ids, ...behind, first + 1, ...page.values]);
        },
        ({ parentKey }) => parentKey,
      ),
    ),
    count: loaderPerArguments(({ given }: { readonly given: Given<Field> }) =>
      rowLoader<{ readonly key: string; readonly count: number }>(
        (ids) => {
          const counted = filteredStatement<{ key: string; count: number }, Field>(
            `${name}_under_n`,
            1,
            conditions,
            given,
            (where) => `select ${parent} as key, count(*)::int as count ${from}
              where ${parent} = any($1::uuid[]) and ${where} group by ${parent}`,
          );
          return db.query(counted.statement, [ids, ...counted.values]);
        },
        ({ key }) => key,
      ),
    ),
  };
}

/** The page of one parent, taken from the statement that all of them share. */
export async function sublistPage<Row extends object, Shown extends object, Field extends string>(
  { page, count }: ReturnType<typeof sublistLoaders<Row, Field>>,
  { keyOf }: DutySublist<Row, Field>,
  parentId: string,
  given: Given<Field>,
  args: { first: number; after?: string },
  present: (row: Row) => Shown,
  connection: ConnectionClass<Shown>,
): Promise<Connection<Shown>> {
  const { first, behind } = pageBehind(args);
  const rows = await page(parentId, { given, behind, first });
  const total = async (): Promise<number> => (await count(parentId, { given }))?.count ?? 0;
  return pageOfRows(rows, first, keyOf, present, total, connection);
}
