import type { WorkingCalendar } from '@lianxin/calendar';
import { demoDeputies, demoDeputy, type DemoDeputy } from '../directory/deputies-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';

/** What a deputy does with an offer. */
export interface PlannedDeed {
  readonly deputy: DemoDeputy;
  readonly deed: 'IGNORE' | 'LEAVE' | 'CLAIM' | 'RELEASE' | 'CLEAN' | 'FIND';
  /** How the finding goes on. */
  readonly fate: 'ON_TIME' | 'LATE' | 'OPEN' | 'REJECTED';
}

/** A task of the demonstration, with all that comes of it. */
export interface PlannedTask {
  readonly key: string;
  readonly kind: 'INSPECTION' | 'MEETING' | 'RESEARCH';
  readonly title: string;
  readonly objectId: string;
  readonly offeredAt: Date;
  readonly claimBy: Date;
  readonly dueAt: Date;
  readonly deeds: readonly PlannedDeed[];
}

const dayMs = 86_400_000;
/** Offered so many days before the present: five months, one task offered a few days ago. */
const offeredDaysAgo = [150, 136, 120, 106, 90, 76, 60, 46, 30, 16, 3];
const kinds = ['INSPECTION', 'INSPECTION', 'RESEARCH', 'INSPECTION', 'MEETING'] as const;
const titles = {
  INSPECTION: ['农贸市场食品安全检查', '校园周边交通安全检查', '老旧小区消防通道检查', '河道排污口检查'],
  RESEARCH: ['养老服务供给调研', '农村公交出行调研'],
  MEETING: ['民生实事项目征求意见会', '预算执行情况座谈会'],
} as const;
const deputiesEach = 9;

const partyMembers = demoDeputies.filter(({ isPartyMember, id }) => isPartyMember && id !== demoDeputy.id);

function deedOf(kind: PlannedTask['kind'], deputy: DemoDeputy, key: string): PlannedDeed {
  const random = seededRandom(`${key} ${deputy.code}`);
  const fate = random.pick(['ON_TIME', 'ON_TIME', 'ON_TIME', 'LATE', 'OPEN', 'REJECTED'] as const);
  const turn = random.fraction();
  if (turn < 0.1) return { deputy, fate, deed: 'IGNORE' };
  if (turn < 0.15) return { deputy, fate, deed: 'LEAVE' };
  if (turn < 0.2) return { deputy, fate, deed: 'CLAIM' };
  if (turn < 0.25) return { deputy, fate, deed: 'RELEASE' };
  return { deputy, fate, deed: kind === 'INSPECTION' && turn < 0.6 ? 'FIND' : 'CLEAN' };
}

const hourMs = 3_600_000;

/** Offered today and not claimed yet: one whose time to claim is nearly over (yellow), and one with time left (green). */
function openTasks(anchor: Date, calendar: WorkingCalendar): PlannedTask[] {
  const until = (amount: number): Date => calendar.deadlineFrom(anchor, { amount, unit: 'WORKING_DAY' });
  const others = partyMembers.slice(40, 42);
  return [1, 10].map((claimDays, at) => ({
    key: `duty open ${at + 1}`,
    kind: 'RESEARCH',
    title: titles.RESEARCH[at] ?? '',
    objectId: `demo-object-${at + 1}`,
    offeredAt: new Date(anchor.getTime() - (2 - at) * hourMs),
    claimBy: until(claimDays),
    dueAt: until(claimDays + 10),
    deeds: [demoDeputy, ...others].map((deputy) => ({ deputy, deed: 'IGNORE', fate: 'OPEN' })),
  }));
}

/** The tasks of the months before `anchor`, the earliest first; the demonstration's deputy is offered each of them. */
export function demoDutyTasks(anchor: Date, calendar: WorkingCalendar): PlannedTask[] {
  const past = offeredDaysAgo.map((days, at): PlannedTask => {
    const kind = kinds[at % kinds.length]!;
    const key = `duty ${at + 1}`;
    const offeredAt = new Date(anchor.getTime() - days * dayMs);
    const start = (at * (deputiesEach - 1)) % partyMembers.length;
    const others = [...partyMembers, ...partyMembers].slice(start, start + deputiesEach - 1);
    return {
      key,
      kind,
      title: titles[kind][at % titles[kind].length]!,
      objectId: `demo-object-${(at % 4) + 1}`,
      offeredAt,
      claimBy: calendar.deadlineFrom(offeredAt, { amount: 3, unit: 'WORKING_DAY' }),
      dueAt: calendar.deadlineFrom(offeredAt, { amount: 10, unit: 'WORKING_DAY' }),
      deeds: [demoDeputy, ...others].map((deputy) => deedOf(kind, deputy, key)),
    };
  });
  return [...past, ...openTasks(anchor, calendar)];
}
