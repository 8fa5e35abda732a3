import { statement } from '@lianxin/database';
import type { Category } from './category.entity.js';

const columns = `c.code, c.name, c.level, c.parent_code as "parentCode", c.path as "pathCodes", c.created_at as "createdAt"`;

const filtered = '($1::text is null or c.parent_code = $1) and ($2::int is null or c.level = $2)';

/** Plan: one primary-key probe for each code. */
export const categoriesByCode = statement<Category>(
  'suggestions_category_by_code',
  `select ${columns} from category c where c.code = any($1::text[])`,
);

/** Plan: walks the primary key from the cursor on and stops at the limit; a tree has some hundreds of nodes. */
export const categoryPage = statement<Category>(
  'suggestions_category_page',
  `select ${columns} from category c
   where ${filtered} and ($3::text is null or c.code > $3)
   order by c.code limit $4`,
);

/** Plan: a scan of the tree. */
export const categoryCount = statement<{ count: number }>(
  'suggestions_category_count',
  `select count(*)::int as count from category c where ${filtered}`,
);

/** Plan: for each parent one range of the index on (parent_code, code), from the cursor on, up to the limit. */
export const categoryChildren = statement<Category>(
  'suggestions_category_children',
  `select child.* from unnest($1::text[]) parent
   cross join lateral (
     select ${columns} from category c
     where c.parent_code = parent and ($2::text is null or c.code > $2)
     order by c.code limit $3) child`,
);

/** Plan: for each parent one range of the same index. */
export const categoryChildrenCounts = statement<{ parentCode: string; count: number }>(
  'suggestions_category_children_counts',
  `select c.parent_code as "parentCode", count(*)::int as count
   from category c where c.parent_code = any($1::text[]) group by c.parent_code`,
);
