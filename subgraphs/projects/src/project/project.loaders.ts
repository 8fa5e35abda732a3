import type { Db } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { loaderPerArguments, type PageRequest, type Principal, rowLoader, rowsLoader } from '@lianxin/subgraph-kit';
import type { Ballot } from './ballot.entity.js';
import type { LivelihoodProject } from './project.entity.js';
import { officeRegionOf } from './project.policy.js';
import {
  ballotsById,
  latestSatisfaction,
  projectCountsOf,
  type ProjectParent,
  projectsById,
  projectsOf,
} from './project.sql.js';
import type { SatisfactionVote } from './satisfaction-vote.entity.js';

/** A page of the projects of a parent. */
export interface ProjectListArguments extends PageRequest {
  readonly year: number | null;
}

/**
 * The row before the page (year, region, number) as three values of a statement.
 * @throws AppError INVALID_CURSOR for a cursor of another list
 */
export function cursorValues(after: PageRequest['after']): readonly (string | number | null)[] {
  if (after === null) return [null, null, null];
  const [year, region, number] = after;
  const fits = Number.isInteger(year) && typeof region === 'string' && typeof number === 'string';
  if (!fits) throw new AppError('INVALID_CURSOR');
  return after;
}

function createListLoaders(db: Db, parent: ProjectParent, officeRegion: string | null) {
  return {
    /** Projects behind the cursor: one more than the page holds, if there are. */
    page: loaderPerArguments(({ first, after, year }: ProjectListArguments) =>
      rowsLoader<LivelihoodProject & { parentKey: string }>(
        (keys) => db.query(projectsOf[parent], [officeRegion, year, ...cursorValues(after), first + 1, keys]),
        (row) => row.parentKey,
      ),
    ),
    count: loaderPerArguments((year: number | null) =>
      rowLoader<{ parentKey: string; count: number }>(
        (keys) => db.query(projectCountsOf[parent], [officeRegion, year, keys]),
        (row) => row.parentKey,
      ),
    ),
  };
}

/** Creates the loaders of projects for one fetch of this principal. */
export function createProjectLoaders(db: Db, principal: Principal | null) {
  const officeRegion = officeRegionOf(principal);
  return {
    /** Any project; the caller asks the policy. */
    byId: rowLoader<LivelihoodProject>(
      (ids) => db.query(projectsById, [ids]),
      (project) => project.id,
    ),
    of: {
      region: createListLoaders(db, 'region', officeRegion),
      representative: createListLoaders(db, 'representative', officeRegion),
      unit: createListLoaders(db, 'unit', officeRegion),
    },
    ballot: rowLoader<Ballot>(
      (ids) => db.query(ballotsById, [ids]),
      (ballot) => ballot.id,
    ),
    satisfaction: rowLoader<SatisfactionVote>(
      (ids) => db.query(latestSatisfaction, [ids]),
      (vote) => vote.projectId,
    ),
  };
}
