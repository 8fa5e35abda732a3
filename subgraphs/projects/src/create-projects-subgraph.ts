import type { Clock } from '@lianxin/calendar';
import { openDb } from '@lianxin/database';
import type { Subgraph } from '@lianxin/subgraph-kit';
import { type RegistrationCounts } from '@lianxin/workflow';
import type { ProjectInput } from './project/project-input.js';
import { registerProjects } from './project/register-projects.js';
import { createProjectsLoaders, type ProjectsContext } from './projects.context.js';
import { projectsModule } from './projects.module.js';
import { projectsSchema } from './projects.schema.js';
import { registerWorkLists, type WorkListInput } from './work-list/register-work-lists.js';

/** What the subgraph needs to run. */
export interface ProjectsSubgraphOptions {
  /** Address of the migrated database for the role `lianxin_projects`. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Connections at most. */
  readonly poolSize?: number;
}

/** What can be done here without a request: records are loaded. */
export interface ProjectsUseCases {
  registerProjects(projects: readonly ProjectInput[]): Promise<RegistrationCounts>;
  registerWorkLists(lists: readonly WorkListInput[]): Promise<RegistrationCounts>;
}

/** The projects subgraph with its use cases. */
export type ProjectsSubgraph = Subgraph<ProjectsContext> & { readonly useCases: ProjectsUseCases };

/** Opens the database and assembles the subgraph. */
export async function createProjectsSubgraph({
  databaseUrl,
  clock,
  poolSize,
}: ProjectsSubgraphOptions): Promise<ProjectsSubgraph> {
  const { name, entities } = projectsModule;
  const db = await openDb({ url: databaseUrl, schema: name, entities, poolSize });
  return {
    name,
    ...projectsSchema(),
    db,
    createContext: (request) => ({ request, db, clock, loaders: createProjectsLoaders(db, request.principal) }),
    useCases: {
      registerProjects: (projects) => registerProjects({ db, clock }, projects),
      registerWorkLists: (lists) => registerWorkLists({ db, clock }, lists),
    },
    // Nothing runs beside the requests: this subgraph consumes no events.
    start: () => Promise.resolve(),
    stop: () => db.close(),
  };
}
