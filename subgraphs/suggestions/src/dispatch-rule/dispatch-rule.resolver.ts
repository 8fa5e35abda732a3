import { type Connection, PageArgs, pageOf, pageRequest, requireRole } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CategoryContext } from '../category/category.context.js';
import { Category } from '../category/category.entity.js';
import type { HandlingUnitContext } from '../handling-unit/handling-unit.context.js';
import { HandlingUnit } from '../handling-unit/handling-unit.entity.js';
import { DispatchRule } from './dispatch-rule.entity.js';
import { catalogueReaders } from './dispatch-rule.policy.js';
import { cursorValues, dispatchRuleCount, dispatchRulePage } from './dispatch-rule.sql.js';
import { DispatchRuleConnection, DispatchRuleFilter } from './dispatch-rule.types.js';

/** The dispatch catalogue (派单目录). */
@Resolver(() => DispatchRule)
export class DispatchRuleResolver {
  @Query(() => DispatchRuleConnection, {
    description:
      'The dispatch catalogue by category and priority. For OFFICE_CLERK, LIAISON_OFFICER and INSPECTOR; FORBIDDEN for others.',
  })
  async dispatchRules(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => DispatchRuleFilter, { nullable: true }) filter: DispatchRuleFilter | null | undefined,
    @Ctx() { db, request }: CategoryContext,
  ): Promise<Connection<DispatchRule>> {
    requireRole(request.principal, ...catalogueReaders);
    const { first, after } = pageRequest(args, 3);
    const chosen = [filter?.categoryCode ?? null, filter?.unitId ?? null, filter?.level ?? null];
    const rows = await db.query(dispatchRulePage, [...chosen, ...cursorValues(after), first + 1]);
    const count = async (): Promise<number> => (await db.query(dispatchRuleCount, chosen))[0]?.count ?? 0;
    const keyOf = ({ categoryCode, priority, id }: DispatchRule): [string, number, string] => [
      categoryCode,
      priority,
      id,
    ];
    return DispatchRuleConnection.of(pageOf(rows, first, keyOf, count));
  }

  @FieldResolver(() => Category, { nullable: true })
  category(@Root() { categoryCode }: DispatchRule, @Ctx() context: CategoryContext): Promise<Category | null> {
    return context.categories.byCode.load(categoryCode);
  }

  @FieldResolver(() => HandlingUnit, { nullable: true })
  unit(@Root() { unitId }: DispatchRule, @Ctx() context: HandlingUnitContext): Promise<HandlingUnit | null> {
    return context.handlingUnits.byId.load(unitId);
  }
}
