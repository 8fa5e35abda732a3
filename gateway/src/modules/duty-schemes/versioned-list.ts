import type { Db, NamedStatement } from '@lianxin/database';
import {
  type Connection,
  type ConnectionClass,
  cursorKey,
  cursorKeys,
  loaderPerArguments,
  type PageArgs,
  pageOf,
  pageRequest,
  rowLoader,
  rowsLoader,
} from '@lianxin/subgraph-kit';

/** A row of a list that hangs on a parent and goes by its versions. */
interface VersionedRow {
  /** The parent's id. */
  readonly parent: string;
  readonly version: number;
}

/** How many rows a parent has; none where there is no such row. */
export interface ParentCount {
  readonly parent: string;
  readonly count: number;
}

interface Part {
  readonly behind: string;
  readonly first: number;
}

/**
 * Loaders of a list's pages and counts, for one fetch: one statement each for any number of parents.
 * @param page parameters: parents, version behind, limit for each
 * @param count parameter: parents
 */
export function versionedLists<Row extends VersionedRow>(
  db: Db,
  page: NamedStatement<Row>,
  count: NamedStatement<ParentCount>,
) {
  return {
    page: loaderPerArguments(({ behind, first }: Part) =>
      rowsLoader<Row>(
        (ids) => db.query(page, [ids, behind, first + 1]),
        ({ parent }) => parent,
      ),
    ),
    count: rowLoader<ParentCount>(
      (ids) => db.query(count, [ids]),
      ({ parent }) => parent,
    ),
  };
}

/** The page of one parent, taken from the statement that all of them share; empty for a parent that has no id yet. */
export async function versionedPage<Row extends VersionedRow, Shown extends { readonly version: number }>(
  lists: ReturnType<typeof versionedLists<Row>>,
  parent: string | null,
  args: PageArgs,
  present: (row: Row) => Shown,
  connection: ConnectionClass<Shown>,
): Promise<Connection<Shown>> {
  const { first, after } = pageRequest(args, 1);
  const [behind = '0'] = cursorKeys(after, [cursorKey.version], ['0']);
  const rows = parent === null ? [] : await lists.page(parent, { behind, first });
  const total = async (): Promise<number> => (parent && (await lists.count.load(parent))?.count) || 0;
  return connection.of(pageOf(rows.map(present), first, ({ version }) => [String(version)], total));
}
