import { businessDate } from '@lianxin/calendar';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { HandlingUnitExtension } from '../extensions/handling-unit-extension.types.js';
import { Light } from '../light/light.enums.js';
import { Milestone } from '../milestone/milestone.entity.js';
import type { ProjectsContext } from '../projects.context.js';
import { workItemLight } from './work-item-light.js';
import { WorkItem } from './work-item.entity.js';
import { WorkList } from './work-list.entity.js';
import { visibleWorkList } from './work-list.resolver.js';

/** An item by its id, or null when there is none or its list is not for these eyes. */
export async function visibleWorkItem(id: string, context: ProjectsContext): Promise<WorkItem | null> {
  const item = await context.loaders.workLists.itemById.load(id);
  return item && (await visibleWorkList(item.listId, context)) ? item : null;
}

/** Fields of an item that are computed or lead elsewhere. */
@Resolver(() => WorkItem)
export class WorkItemResolver {
  @FieldResolver(() => Light, {
    nullable: true,
    description: 'The worst of its milestones and of its own last day; GREEN when struck off, null when cancelled.',
  })
  async light(@Root() item: WorkItem, @Ctx() { clock, loaders }: ProjectsContext): Promise<Light | null> {
    const [milestones, policy] = await Promise.all([
      loaders.milestones.ofWorkItem.load(item.id),
      loaders.lightPolicy(),
    ]);
    return workItemLight(item, milestones, businessDate(clock.now()), policy);
  }

  @FieldResolver(() => HandlingUnitExtension, {
    nullable: true,
    description: 'The unit that answers for it (责任单位).',
  })
  responsibleUnit(@Root() { responsibleUnitId }: WorkItem): HandlingUnitExtension | null {
    return responsibleUnitId === null ? null : { id: responsibleUnitId };
  }

  @Directive('@listSize(assumedSize: 3)')
  @FieldResolver(() => [Milestone], { description: 'In the order of the plan.' })
  milestones(@Root() { id }: WorkItem, @Ctx() { loaders }: ProjectsContext): Promise<Milestone[]> {
    return loaders.milestones.ofWorkItem.load(id);
  }

  @FieldResolver(() => WorkList, { nullable: true, description: 'The list that it stands on.' })
  list(@Root() { listId }: WorkItem, @Ctx() context: ProjectsContext): Promise<WorkList | null> {
    return visibleWorkList(listId, context);
  }
}
