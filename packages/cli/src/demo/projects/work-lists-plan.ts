import { businessDate } from '@lianxin/calendar';
import type { WorkItemInput, WorkListInput } from '@lianxin/projects';
import { city } from '../directory/regions.js';
import { demoTown } from '../directory/town-choice.js';
import { demoUnit, demoUnits } from '../directory/units-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';
import { workListTopics } from '../words/project-topics.js';

const dayMs = 86_400_000;
const statuses = ['IN_PROGRESS', 'ACCEPTED', 'SUPERVISED', 'ASSIGNED', 'COMPLETED', 'LISTED'] as const;

/** Code of the list that is brought in last of everything: where it is, the demonstration is complete. */
export const lastListCode = `DEMO-QD-${workListTopics.length}`;

/** Lists of matters (清单): three of the city, one of the demonstration town; one of them is not published. */
export function demoWorkLists(anchor: Date, unitIds: ReadonlyMap<string, string>): WorkListInput[] {
  const cityUnits = demoUnits.filter(({ level }) => level === 'CITY');
  const on = (days: number): string => businessDate(new Date(anchor.getTime() + days * dayMs));
  const item = (title: string, at: number, isTown: boolean): WorkItemInput => {
    const random = seededRandom(`work item ${title}`);
    const status = statuses[at % statuses.length]!;
    const due = status === 'ACCEPTED' || status === 'COMPLETED' ? -random.int(5, 40) : random.int(-12, 90);
    const isDone = status === 'ACCEPTED' || status === 'COMPLETED';
    return {
      title,
      status,
      responsibleUnitId: unitIds.get((isTown ? demoUnit : random.pick(cityUnits)).code) ?? null,
      dueOn: on(due),
      acceptedAt: status === 'ACCEPTED' ? new Date(anchor.getTime() - 4 * dayMs) : null,
      milestones: [
        { title: '制定方案', dueOn: on(due - 60), doneOn: status === 'LISTED' ? null : on(Math.min(due - 62, -1)) },
        { title: '中期推进', dueOn: on(due - 20), doneOn: isDone ? on(due - 22) : null },
        { title: '完成并提交验收', dueOn: on(due), doneOn: isDone ? on(due - 2) : null },
      ],
    };
  };
  return workListTopics.map(({ kind, name, items }, at) => {
    const isTown = at === workListTopics.length - 1;
    return {
      code: `DEMO-QD-${at + 1}`,
      kind,
      name: isTown ? `${demoTown.name}${name}` : name,
      regionPath: isTown ? demoTown.path : city.path,
      isPublished: at !== 1,
      items: items.map((title, position) => item(title, position, isTown)),
    };
  });
}
