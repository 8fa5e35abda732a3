import type { CategoryInput } from '@lianxin/suggestions';
import { categoryNames } from '../words/category-names.js';

/** The category tree (分类目录) with each node's parent, read off its code. */
export const demoCategories: readonly CategoryInput[] = categoryNames
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', name = ''] = line.split(' ');
    return { code, name, parentCode: code.length > 2 ? code.slice(0, -2) : null };
  });
