import { connectionOf } from '@lianxin/subgraph-kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { Category } from './category.entity.js';

/** A page of categories. */
export const CategoryConnection = connectionOf<Category>('Category', () => Category);

/** Which categories to list. */
@InputType()
export class CategoryFilter {
  @Field(() => ID, { nullable: true, description: 'Children of this category.' })
  parentCode?: string | null;

  @Field(() => Int, { nullable: true, description: 'Categories of this level, 1 to 3.' })
  level?: number | null;
}
