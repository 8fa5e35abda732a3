import { statement } from '@lianxin/database';
import type { Milestone } from './milestone.entity.js';

const columns = `m.id, m.project_id as "projectId", m.work_item_id as "workItemId", m.position, m.title,
  m.due_on as "dueOn", m.done_on as "doneOn"`;

/** Plan: one range of the index on (project_id, position) for each project. */
export const milestonesOfProjects = statement<Milestone>(
  'projects_milestones_of_projects',
  `select ${columns} from milestone m where m.project_id = any($1::uuid[]) order by m.project_id, m.position`,
);

/** Plan: one range of the index on (work_item_id, position) for each item. */
export const milestonesOfWorkItems = statement<Milestone>(
  'projects_milestones_of_work_items',
  `select ${columns} from milestone m where m.work_item_id = any($1::uuid[]) order by m.work_item_id, m.position`,
);

/** Plan: an insert from the rows, which travel as JSON. */
export const insertMilestones = statement<never>(
  'projects_milestone_insert',
  'insert into milestone select r.* from jsonb_populate_recordset(null::milestone, $1::jsonb) r',
);
