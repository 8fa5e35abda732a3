import type { WorkList } from './work-list.entity.js';

/** Whether somebody whose office is in that region (null: nobody's office) may read a list. SQL twin: work-list.sql.ts. */
export function maySeeWorkList(
  officeRegion: string | null,
  { isPublished, regionPath }: Pick<WorkList, 'isPublished' | 'regionPath'>,
): boolean {
  return isPublished || (officeRegion !== null && regionPath.includes(officeRegion));
}
