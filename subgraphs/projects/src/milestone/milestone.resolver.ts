import { businessDate } from '@lianxin/calendar';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Light } from '../light/light.enums.js';
import type { ProjectsContext } from '../projects.context.js';
import { milestoneLight } from './milestone-light.js';
import { Milestone } from './milestone.entity.js';

/** What is computed of a milestone when it is read. */
@Resolver(() => Milestone)
export class MilestoneResolver {
  @FieldResolver(() => Light, { description: 'GREEN once reached or far off · YELLOW due within days · RED overdue.' })
  async light(@Root() milestone: Milestone, @Ctx() { clock, loaders }: ProjectsContext): Promise<Light> {
    return milestoneLight(milestone, businessDate(clock.now()), await loaders.lightPolicy());
  }
}
