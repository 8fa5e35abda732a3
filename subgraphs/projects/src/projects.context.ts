import type { Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import type { Principal, SubgraphContext } from '@lianxin/subgraph-kit';
import { createLightPolicyLoader } from './light/light-policy.sql.js';
import { createMilestoneLoaders } from './milestone/milestone.loaders.js';
import { createProjectLoaders } from './project/project.loaders.js';
import { createWorkListLoaders } from './work-list/work-list.loaders.js';

/** Creates the loaders for one fetch of this principal. */
export function createProjectsLoaders(db: Db, principal: Principal | null) {
  return {
    projects: createProjectLoaders(db, principal),
    milestones: createMilestoneLoaders(db),
    workLists: createWorkListLoaders(db),
    lightPolicy: createLightPolicyLoader(db),
  };
}

/** What the resolvers of this subgraph work with. */
export interface ProjectsContext extends SubgraphContext {
  readonly db: Db;
  readonly clock: Clock;
  readonly loaders: ReturnType<typeof createProjectsLoaders>;
}
