import type { CivilDate } from '@lianxin/calendar';
import type { LightPolicy } from '../light/light-policy.entity.js';
import { Light } from '../light/light.enums.js';
import { type Dated, milestoneLight, worstLight } from '../milestone/milestone-light.js';
import type { WorkItem } from './work-item.entity.js';
import { WorkItemStatus } from './work-list.enums.js';

/** Light of an item: the worst of its milestones and of its own last day; green when struck off, none when cancelled. */
export function workItemLight(
  { status, dueOn }: Pick<WorkItem, 'status' | 'dueOn'>,
  milestones: readonly Dated[],
  today: CivilDate,
  policy: Pick<LightPolicy, 'milestoneYellowDays'>,
): Light | null {
  if (status === WorkItemStatus.CANCELLED) return null;
  if (status === WorkItemStatus.ACCEPTED) return Light.GREEN;
  const dates = dueOn === null ? milestones : [...milestones, { dueOn, doneOn: null }];
  return worstLight(dates.map((date) => milestoneLight(date, today, policy)));
}
