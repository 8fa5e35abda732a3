import type { CivilDate } from '@lianxin/calendar';
import { uuidV7 } from '@lianxin/workflow';

/** A milestone to register, in its place among those of its project or item. */
export interface MilestoneInput {
  readonly title: string;
  /** `YYYY-MM-DD`, Asia/Shanghai. */
  readonly dueOn: CivilDate;
  readonly doneOn?: CivilDate | null;
}

/** Rows of the milestones of one owner. */
export function milestoneRows(
  owner: { readonly project_id: string } | { readonly work_item_id: string },
  milestones: readonly MilestoneInput[],
  now: Date,
): object[] {
  return milestones.map(({ title, dueOn, doneOn }, position) => {
    return { id: uuidV7(now), ...owner, position, title, due_on: dueOn, done_on: doneOn ?? null };
  });
}
