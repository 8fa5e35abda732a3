import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';
import type { LivelihoodProject } from './project.entity.js';
import { ProjectStatus } from './project.enums.js';

/** Statuses in which a project is still being thought about; the office's own business until the review. */
export const unpublishedStatuses: readonly ProjectStatus[] = [ProjectStatus.SOLICITING, ProjectStatus.SCREENING];

/** The region in which somebody sees what is not public, or null: the congress office and the inspection room of it. */
export function officeRegionOf(principal: Principal | null): string | null {
  return (hasRole(principal, Role.OFFICE_CLERK, Role.INSPECTOR) && principal.regionCode) || null;
}

/** Whether somebody whose office is in that region (null: nobody's office) may see a project. SQL twin: project.sql.ts. */
export function maySeeProject(
  officeRegion: string | null,
  { status, regionPath }: Pick<LivelihoodProject, 'status' | 'regionPath'>,
): boolean {
  return !unpublishedStatuses.includes(status) || (officeRegion !== null && regionPath.includes(officeRegion));
}

/** Statuses before a project has a plan, or after it was dropped. Such a project has no light. */
const withoutPlan: readonly ProjectStatus[] = [
  ...unpublishedStatuses,
  ProjectStatus.REVIEWED,
  ProjectStatus.ON_BALLOT,
  ProjectStatus.NOT_ADOPTED,
];

/** Whether the progress of a project in this status is measured against a plan. */
export function isUnderPlan(status: ProjectStatus): boolean {
  return !withoutPlan.includes(status);
}
