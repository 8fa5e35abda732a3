import type { Db } from '@lianxin/database';
import { loaderPerArguments, type PageRequest, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { WorkItem } from './work-item.entity.js';
import type { WorkList } from './work-list.entity.js';
import { itemCountsOfWorkLists, itemsOfWorkLists, workItemsById, workListsById } from './work-list.sql.js';

/** Creates the loaders of lists and their items for one fetch. The caller asks the policy. */
export function createWorkListLoaders(db: Db) {
  return {
    byId: rowLoader<WorkList>(
      (ids) => db.query(workListsById, [ids]),
      (list) => list.id,
    ),
    itemById: rowLoader<WorkItem>(
      (ids) => db.query(workItemsById, [ids]),
      (item) => item.id,
    ),
    /** Items behind the cursor: one more than the page holds, if there are. */
    items: loaderPerArguments(({ first, after }: PageRequest) =>
      rowsLoader<WorkItem>(
        (ids) => db.query(itemsOfWorkLists, [ids, after?.[0] ?? null, first + 1]),
        (item) => item.listId,
      ),
    ),
    itemCount: rowLoader<{ listId: string; count: number }>(
      (ids) => db.query(itemCountsOfWorkLists, [ids]),
      (row) => row.listId,
    ),
  };
}
