import type { ProjectInput } from '@lianxin/projects';
import { demoDeputies, demoDeputy } from '../directory/deputies-plan.js';
import { city, counties, type DemoRegion } from '../directory/regions.js';
import { demoTown, projectTowns } from '../directory/town-choice.js';
import { type DemoUnit, demoUnits } from '../directory/units-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';
import { projectTopics, townProjectTopics } from '../words/project-topics.js';
import { cityBureaus } from '../words/unit-names.js';
import { milestonesOf, plannedPercent, planOf, type ProjectCalendar } from './project-calendar.js';

type Status = Extract<ProjectInput['status'], string>;
type Lag = 'ON_TIME' | 'BEHIND' | 'FAR_BEHIND';

/** One project in the making: where, in which year (0 is the running one), in what state, and how it keeps up. */
interface Sketch {
  readonly region: DemoRegion;
  readonly year: -1 | 0 | 1;
  readonly status: Status;
  readonly lag?: Lag;
}

const [wucheng = city, , wuyi = city] = counties;
const yiwu = counties[6] ?? city;

const ofTowns = projectTowns.flatMap((region, at): Sketch[] => [
  { region, year: 0, status: 'IN_PROGRESS', lag: (['ON_TIME', 'BEHIND', 'ON_TIME', 'FAR_BEHIND'] as const)[at % 4]! },
  { region, year: -1, status: at % 2 === 0 ? 'EVALUATED' : 'PUBLISHED' },
]);

const sketches: readonly Sketch[] = [
  ...(['SOLICITING', 'SCREENING', 'REVIEWED'] as const).map((status): Sketch => ({ region: city, year: 1, status })),
  ...(['IN_PROGRESS', 'IN_PROGRESS', 'IN_PROGRESS', 'DECOMPOSED', 'COMPLETED', 'ACCEPTED'] as const).map(
    (status, at): Sketch => ({
      region: city,
      year: 0,
      status,
      lag: at === 1 ? 'BEHIND' : at === 2 ? 'FAR_BEHIND' : 'ON_TIME',
    }),
  ),
  { region: city, year: 0, status: 'NOT_ADOPTED' },
  { region: city, year: 0, status: 'CHANGE_REQUESTED', lag: 'BEHIND' },
  ...(['PUBLISHED', 'EVALUATED', 'RECTIFYING', 'CARRIED_OVER'] as const).map((status): Sketch => ({
    region: city,
    year: -1,
    status,
  })),
  ...(['IN_PROGRESS', 'IN_PROGRESS', 'SUSPENDED', 'COMPLETED'] as const).map((status, at): Sketch => ({
    region: wucheng,
    year: 0,
    status,
    lag: at === 1 || at === 2 ? 'BEHIND' : 'ON_TIME',
  })),
  { region: wucheng, year: 1, status: 'ON_BALLOT' },
  { region: yiwu, year: 0, status: 'IN_PROGRESS', lag: 'ON_TIME' },
  { region: wuyi, year: 0, status: 'ADOPTED' },
  { region: demoTown, year: 0, status: 'IN_PROGRESS', lag: 'FAR_BEHIND' },
  ...ofTowns,
];

const beforeVote: readonly Status[] = ['SOLICITING', 'SCREENING', 'REVIEWED'];
const finished: readonly Status[] = ['COMPLETED', 'ACCEPTED', 'EVALUATED', 'RECTIFYING', 'PUBLISHED'];
const accepted: readonly Status[] = ['ACCEPTED', 'EVALUATED', 'RECTIFYING', 'PUBLISHED'];
const judged: readonly Status[] = ['EVALUATED', 'RECTIFYING', 'PUBLISHED'];
const lagPoints: Readonly<Record<Lag, number>> = { ON_TIME: 3, BEHIND: 18, FAR_BEHIND: 38 };

function votersOf(region: DemoRegion): number {
  if (region.path.length === 2) return demoDeputies.length;
  return region.path.length === 3 ? 236 : 68;
}

function ballotOf({ region, status, year }: Sketch, calendar: ProjectCalendar, seed: string): ProjectInput['ballot'] {
  if (beforeVote.includes(status)) return null;
  const voters = votersOf(region);
  const place = { heldOn: calendar.voteOf(year), deputyCount: voters, seats: 10, candidates: 12 };
  if (status === 'ON_BALLOT') return { ...place, heldOn: calendar.nextVote, result: null };
  const random = seededRandom(seed);
  const adopted = status !== 'NOT_ADOPTED';
  const forCount = Math.floor(voters * (adopted ? random.between(0.72, 0.96) : random.between(0.31, 0.45)));
  const againstCount = Math.floor((voters - forCount) * random.between(0.2, 0.5));
  const abstainCount = Math.floor((voters - forCount - againstCount) * 0.6);
  return { ...place, result: { forCount, againstCount, abstainCount, adopted } };
}

/** Votes on satisfaction; a project that had to be put right was voted on before. */
function satisfactionOf(
  { region, status }: Sketch,
  calendar: ProjectCalendar,
  seed: string,
): ProjectInput['satisfaction'] {
  if (!judged.includes(status)) return [];
  const random = seededRandom(`satisfaction ${seed}`);
  const memberCount = region.path.length === 2 ? 41 : region.path.length === 3 ? 29 : votersOf(region);
  const share = status === 'RECTIFYING' ? 0.2 : random.between(0.4, 0.85);
  const satisfied = Math.floor(memberCount * share);
  const basicallySatisfied = Math.floor((memberCount - satisfied) * (status === 'RECTIFYING' ? 0.2 : 0.75));
  const notSatisfied = Math.floor((memberCount - satisfied - basicallySatisfied) * 0.8);
  return [{ heldOn: calendar.judgedOn, memberCount, satisfied, basicallySatisfied, notSatisfied }];
}

interface Topic {
  readonly name: string;
  readonly steps: readonly string[];
  readonly unit: DemoUnit;
}

const unitNamed = (region: DemoRegion, name: string): DemoUnit | undefined =>
  demoUnits.find((unit) => unit.region.code === region.code && unit.name.endsWith(name));

/** What a region carries out and which of its own units does it; counties have few bureaus, so few matters. */
function topicFor(region: DemoRegion, at: number): Topic {
  const town = demoUnits.find((unit) => unit.region.code === region.code && unit.level === 'TOWN');
  if (town) return { ...townProjectTopics[at % townProjectTopics.length]!, unit: town };
  const fitting = projectTopics.flatMap(({ bureau, ...topic }) => {
    const unit = unitNamed(region, cityBureaus[bureau].name.slice(1));
    return unit ? [{ ...topic, unit }] : [];
  });
  const topic = fitting[at % fitting.length];
  if (!topic) throw new Error(`${region.name} has no unit for a project`);
  return topic;
}

/** Adopted, but not begun: their work is planned for the year to come. */
const unbegun: readonly Status[] = ['ADOPTED', 'DECOMPOSED'];

function project(
  sketch: Sketch,
  at: number,
  calendar: ProjectCalendar,
  unitIds: ReadonlyMap<string, string>,
): ProjectInput {
  const { region, year, status, lag = 'ON_TIME' } = sketch;
  const seed = `project ${at}`;
  const random = seededRandom(seed);
  const topic = topicFor(region, at);
  const isOpen = beforeVote.includes(status) || status === 'ON_BALLOT' || status === 'NOT_ADOPTED';
  const plannedYear = unbegun.includes(status) ? 1 : year;
  const plannedProgress = isOpen ? [] : planOf(calendar, plannedYear);
  const planned = plannedPercent(plannedProgress, calendar.today);
  const actualPercent = finished.includes(status) ? 100 : isOpen ? 0 : Math.max(0, planned - lagPoints[lag]);
  const members = demoDeputies.filter(({ regionCode }) => region.path.length === 2 || region.path.includes(regionCode));
  const group = random.shuffled(members).slice(0, random.int(3, 6));
  const [leader = demoDeputy] = region.code === demoTown.code ? [demoDeputy] : group;
  const scale = region.path.length === 2 ? random.int(5, 9) : random.int(2, 4);
  return {
    number: String(at + 1).padStart(2, '0'),
    name: `${region.name}${topic.name.replace('{n}', String(scale))}`,
    year: calendar.year + year,
    regionPath: region.path,
    status,
    plannedProgress,
    actualPercent,
    budgetFen: beforeVote.includes(status) ? null : BigInt(random.int(60, 4200)) * 1_000_000n,
    leadUnitId: status === 'SOLICITING' ? null : (unitIds.get(topic.unit.code) ?? null),
    leadMemberId: isOpen ? null : leader.id,
    taskForce: isOpen ? null : { name: `民生实事第${at + 1}监督小组`, memberIds: group.map(({ id }) => id) },
    milestones: isOpen
      ? []
      : milestonesOf(topic.steps, calendar, plannedYear, finished.includes(status) ? 100 : actualPercent),
    ballot: ballotOf(sketch, calendar, seed),
    satisfaction: satisfactionOf(sketch, calendar, seed),
    acceptance: accepted.includes(status)
      ? {
          acceptedOn: calendar.acceptedOn(year),
          acceptedBy: '市政府督查室、项目监督小组',
          conclusion: '对照目标任务逐项核验,予以销号。',
        }
      : null,
  };
}

/** Livelihood projects (民生实事项目) in every state, of the city, of counties and of towns. */
export function demoProjects(calendar: ProjectCalendar, unitIds: ReadonlyMap<string, string>): ProjectInput[] {
  return sketches.map((sketch, at) => project(sketch, at, calendar, unitIds));
}
