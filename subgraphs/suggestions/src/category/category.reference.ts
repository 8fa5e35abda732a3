import type { ReferenceResolver } from '@lianxin/subgraph-kit';
import type { CategoryContext } from './category.context.js';

/** Answers references to categories, which are public. */
export const resolveCategory: ReferenceResolver<CategoryContext> = ({ code }, context) =>
  context.categories.byCode.load(String(code));
