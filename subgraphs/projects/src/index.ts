export {
  createProjectsSubgraph,
  type ProjectsSubgraph,
  type ProjectsSubgraphOptions,
  type ProjectsUseCases,
} from './create-projects-subgraph.js';
export type { MilestoneInput } from './milestone/milestone-input.js';
export type { BallotInput, ProjectInput, SatisfactionInput } from './project/project-input.js';
export type { ProjectsContext } from './projects.context.js';
export { projectsModule } from './projects.module.js';
export { projectsSchema } from './projects.schema.js';
export type { RegistrationCounts } from '@lianxin/workflow';
export type { WorkItemInput, WorkListInput } from './work-list/register-work-lists.js';
