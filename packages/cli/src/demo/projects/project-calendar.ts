import { businessDate } from '@lianxin/calendar';
import type { MilestoneInput, ProjectInput } from '@lianxin/projects';

type Plan = NonNullable<ProjectInput['plannedProgress']>;

/** Days of a project's life around the present; `year` is the year that is being worked on. */
export interface ProjectCalendar {
  readonly today: string;
  readonly year: number;
  /** The day on which a year's projects were voted on. */
  readonly voteOf: (year: -1 | 0 | 1) => string;
  readonly nextVote: string;
  readonly judgedOn: string;
  readonly acceptedOn: (year: -1 | 0 | 1) => string;
}

const dayMs = 86_400_000;

/** The year in hand begins with the congress in February: in January and February it is still the year before. */
export function projectCalendar(anchor: Date): ProjectCalendar {
  const daysAway = (days: number): string => businessDate(new Date(anchor.getTime() + days * dayMs));
  const year = Number(daysAway(-75).slice(0, 4));
  return {
    today: daysAway(0),
    year,
    voteOf: (offset) => `${String(year + offset)}-01-20`,
    nextVote: daysAway(24),
    judgedOn: daysAway(-30),
    acceptedOn: (offset) => (offset === 0 ? daysAway(-9) : daysAway(-45)),
  };
}

const quarters = [
  ['03-31', 15],
  ['06-30', 40],
  ['09-30', 68],
  ['11-30', 90],
  ['12-20', 100],
] as const;

/** The planned progress (序时进度) of a project of that year. */
export function planOf({ year }: ProjectCalendar, offset: number): Plan {
  return quarters.map(([day, percent]) => ({ on: `${String(year + offset)}-${day}`, percent }));
}

/** What the plan asks for on a day. */
export function plannedPercent(plan: Plan, day: string): number {
  return plan.reduce((percent, point) => (point.on <= day ? point.percent : percent), 0);
}

/** The steps of the work, done as far as the work is done. */
export function milestonesOf(
  steps: readonly string[],
  calendar: ProjectCalendar,
  offset: number,
  actualPercent: number,
): MilestoneInput[] {
  return steps.map((title, at) => {
    const [day, percent] = quarters[Math.min(at + (steps.length < 5 && at > 1 ? 1 : 0), quarters.length - 1)]!;
    const dueOn = `${String(calendar.year + offset)}-${day}`;
    // What is done early is done by today.
    return {
      title,
      dueOn,
      doneOn: actualPercent >= percent ? (dueOn < calendar.today ? dueOn : calendar.today) : null,
    };
  });
}
