import type { Db } from '@lianxin/database';
import { coalesced, loaderPerArguments, type PageRequest, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { Category } from './category.entity.js';
import { categoriesByCode, categoryChildren, categoryChildrenCounts } from './category.sql.js';

/** Creates the loaders of categories for one fetch. */
export function createCategoryLoaders(db: Db) {
  return {
    byCode: rowLoader<Category>(
      (codes) => coalesced(db, categoriesByCode.name, codes, (all) => db.query(categoriesByCode, [all])),
      (category) => category.code,
    ),
    /** The children of a category behind the cursor: one more than the page holds, if there are. */
    children: loaderPerArguments(({ first, after }: PageRequest) =>
      rowsLoader<Category>(
        (parents) => db.query(categoryChildren, [parents, after?.[0] ?? null, first + 1]),
        (child) => child.parentCode ?? '',
      ),
    ),
    childrenCount: rowLoader<{ parentCode: string; count: number }>(
      (parents) => db.query(categoryChildrenCounts, [parents]),
      (row) => row.parentCode,
    ),
  };
}

/** Loaders of categories. */
export type CategoryLoaders = ReturnType<typeof createCategoryLoaders>;
