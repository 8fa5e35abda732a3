import type { Db } from '@lianxin/database';
import { rowsLoader } from '@lianxin/subgraph-kit';
import type { Milestone } from './milestone.entity.js';
import { milestonesOfProjects, milestonesOfWorkItems } from './milestone.sql.js';

/** Creates the loaders of milestones for one fetch. They are asked with identifiers of rows that were read before. */
export function createMilestoneLoaders(db: Db) {
  return {
    ofProject: rowsLoader<Milestone>(
      (ids) => db.query(milestonesOfProjects, [ids]),
      (milestone) => milestone.projectId ?? '',
    ),
    ofWorkItem: rowsLoader<Milestone>(
      (ids) => db.query(milestonesOfWorkItems, [ids]),
      (milestone) => milestone.workItemId ?? '',
    ),
  };
}
