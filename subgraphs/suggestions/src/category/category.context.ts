import type { Db } from '@lianxin/database';
import type { SubgraphContext } from '@lianxin/subgraph-kit';
import type { CategoryLoaders } from './category.loaders.js';

/** What the resolvers of categories need. */
export interface CategoryContext extends SubgraphContext {
  readonly db: Db;
  readonly categories: CategoryLoaders;
}
