import type { SchemaModule } from '@lianxin/database';
import { LightPolicy } from './light/light-policy.entity.js';
import { CreateProjects1767225600000 } from './migrations/1767225600000-create-projects.js';
import { Milestone } from './milestone/milestone.entity.js';
import { Ballot } from './project/ballot.entity.js';
import { LivelihoodProject } from './project/project.entity.js';
import { SatisfactionVote } from './project/satisfaction-vote.entity.js';
import { WorkItem } from './work-list/work-item.entity.js';
import { WorkList } from './work-list/work-list.entity.js';

/** The schema `projects`: its tables, its role, its migrations. */
export const projectsModule: SchemaModule = {
  name: 'projects',
  entities: [LivelihoodProject, Ballot, SatisfactionVote, Milestone, LightPolicy, WorkList, WorkItem],
  migrations: [CreateProjects1767225600000],
};
