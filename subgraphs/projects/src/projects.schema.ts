import { buildSubgraph, type ReferenceResolver, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { MilestoneResolver } from './milestone/milestone.resolver.js';
import { ProjectFieldResolver } from './project/project-field.resolver.js';
import {
  HandlingUnitProjectsResolver,
  RegionProjectsResolver,
  RepresentativeProjectsResolver,
} from './project/project-lists.resolver.js';
import { ProjectResolver, visibleProject } from './project/project.resolver.js';
import { SatisfactionResolver } from './project/satisfaction.resolver.js';
import type { ProjectsContext } from './projects.context.js';
import { visibleWorkItem, WorkItemResolver } from './work-list/work-item.resolver.js';
import { visibleWorkList, WorkListResolver } from './work-list/work-list.resolver.js';

/** Entities of others are answered with their key: what hangs on them here is judged field by field. */
const references: Readonly<Record<string, ReferenceResolver<ProjectsContext>>> = {
  LivelihoodProject: ({ id }, context) => visibleProject(String(id), context),
  WorkList: ({ id }, context) => visibleWorkList(String(id), context),
  WorkItem: ({ id }, context) => visibleWorkItem(String(id), context),
  Region: ({ code }) => ({ code: String(code) }),
  Representative: ({ id }) => ({ id: String(id) }),
  HandlingUnit: ({ id }) => ({ id: String(id) }),
};

/** The schema of the projects subgraph. It needs no database, so that it can be written out and composed anywhere. */
export function projectsSchema(): SubgraphSchema {
  return buildSubgraph<ProjectsContext>({
    resolvers: [
      ProjectResolver,
      ProjectFieldResolver,
      SatisfactionResolver,
      MilestoneResolver,
      RegionProjectsResolver,
      RepresentativeProjectsResolver,
      HandlingUnitProjectsResolver,
      WorkListResolver,
      WorkItemResolver,
    ],
    references,
  });
}
