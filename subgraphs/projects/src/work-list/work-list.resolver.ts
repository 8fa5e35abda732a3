import { AppError } from '@lianxin/errors';
import { type Connection, PageArgs, pageOf, pageRequest } from '@lianxin/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { RegionExtension } from '../extensions/region-extension.types.js';
import { officeRegionOf } from '../project/project.policy.js';
import type { ProjectsContext } from '../projects.context.js';
import type { WorkItem } from './work-item.entity.js';
import { WorkList } from './work-list.entity.js';
import { maySeeWorkList } from './work-list.policy.js';
import { workListCount, workListPage } from './work-list.sql.js';
import { WorkItemConnection, WorkListConnection } from './work-list.types.js';

/** A list by its id, or null when there is none or it is not for these eyes. */
export async function visibleWorkList(id: string, { loaders, request }: ProjectsContext): Promise<WorkList | null> {
  const list = await loaders.workLists.byId.load(id);
  return list && maySeeWorkList(officeRegionOf(request.principal), list) ? list : null;
}

/** Lists of matters to be worked off (清单). */
@Resolver(() => WorkList)
export class WorkListResolver {
  @Query(() => WorkList, { nullable: true, description: 'A list; null when there is none or you may not see it.' })
  workList(@Arg('id', () => ID) id: string, @Ctx() context: ProjectsContext): Promise<WorkList | null> {
    return visibleWorkList(id, context);
  }

  @Query(() => WorkListConnection, { description: 'The lists that you may see, in the order of their codes.' })
  async workLists(
    @Arg('kind', () => String, { nullable: true, description: 'Only lists of this kind.' })
    kind: string | null | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { db, request }: ProjectsContext,
  ): Promise<Connection<WorkList>> {
    const { first, after } = pageRequest(args, 1);
    const chosen = [officeRegionOf(request.principal), kind ?? null];
    const rows = await db.query(workListPage, [...chosen, after?.[0] ?? null, first + 1]);
    const count = async (): Promise<number> => (await db.query(workListCount, chosen))[0]?.count ?? 0;
    return WorkListConnection.of(pageOf(rows, first, (list) => [list.code], count));
  }

  @FieldResolver(() => RegionExtension, { description: 'The region that the list belongs to.' })
  region(@Root() { regionCode }: WorkList): RegionExtension {
    return { code: regionCode };
  }

  @FieldResolver(() => WorkItemConnection, { description: 'The items in the order of the list.' })
  async items(
    @Root() { id }: WorkList,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() { loaders }: ProjectsContext,
  ): Promise<Connection<WorkItem>> {
    const request = pageRequest(args, 1);
    // Items are numbered: a cursor that names anything else is from another list.
    if (request.after !== null && !Number.isInteger(request.after[0])) throw new AppError('INVALID_CURSOR');
    const rows = await loaders.workLists.items(id, request);
    const count = async (): Promise<number> => (await loaders.workLists.itemCount.load(id))?.count ?? 0;
    return WorkItemConnection.of(pageOf(rows, request.first, (item) => [item.position], count));
  }
}
