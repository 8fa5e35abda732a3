import { type Connection, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CategoryContext } from './category.context.js';
import { Category } from './category.entity.js';
import { categoryCount, categoryPage } from './category.sql.js';
import { CategoryConnection, CategoryFilter } from './category.types.js';

const isCategory = (found: Category | Error | null): found is Category => found !== null && !(found instanceof Error);

/** The tree of categories (分类目录). It is public, so there is no policy to ask. */
@Resolver(() => Category)
export class CategoryResolver {
  @Query(() => Category, { nullable: true, description: 'A category, or null when there is none with this code.' })
  category(@Arg('code', () => ID) code: string, @Ctx() context: CategoryContext): Promise<Category | null> {
    return context.categories.byCode.load(code);
  }

  @Query(() => CategoryConnection, { description: 'Categories of all levels in the order of their codes.' })
  async categories(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => CategoryFilter, { nullable: true }) filter: CategoryFilter | null | undefined,
    @Ctx() { db }: CategoryContext,
  ): Promise<Connection<Category>> {
    const { first, after } = pageRequest(args, 1);
    const chosen = [filter?.parentCode ?? null, filter?.level ?? null];
    const rows = await db.query(categoryPage, [...chosen, after?.[0] ?? null, first + 1]);
    const count = async (): Promise<number> => (await db.query(categoryCount, chosen))[0]?.count ?? 0;
    return CategoryConnection.of(pageOf(rows, first, (category) => [category.code], count));
  }

  @FieldResolver(() => Category, { nullable: true, description: 'The category above; null at the top.' })
  parent(@Root() { parentCode }: Category, @Ctx() context: CategoryContext): Promise<Category | null> | null {
    return parentCode === null ? null : context.categories.byCode.load(parentCode);
  }

  @FieldResolver(() => CategoryConnection, { description: 'The categories below, in the order of their codes.' })
  async children(
    @Root() { code }: Category,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { categories }: CategoryContext,
  ): Promise<Connection<Category>> {
    const request = pageRequest(args, 1);
    const rows = await categories.children(code, request);
    const count = async (): Promise<number> => (await categories.childrenCount.load(code))?.count ?? 0;
    return CategoryConnection.of(pageOf(rows, request.first, (child) => [child.code], count));
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [Category], { description: 'From the category at the top of the tree down to this one.' })
  async path(@Root() { pathCodes }: Category, @Ctx() context: CategoryContext): Promise<Category[]> {
    return (await context.categories.byCode.loadMany(pathCodes)).filter(isCategory);
  }
}
