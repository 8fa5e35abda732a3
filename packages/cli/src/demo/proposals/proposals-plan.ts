import { businessDate } from '@lianxin/calendar';
import { demoDeputies, demoDeputy, type DemoDeputy, deputiesAt } from '../directory/deputies-plan.js';
import { city, counties, type DemoRegion } from '../directory/regions.js';
import type { ProposalInput } from '../directory/register-inputs.js';
import { type DemoStation, homeStations } from '../directory/stations-plan.js';
import { projectTowns } from '../directory/town-choice.js';
import { demoUnits } from '../directory/units-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';
import { proposalTopics } from '../words/proposal-topics.js';

type Status = Extract<ProposalInput['status'], string>;
type Rating = Exclude<ProposalInput['outcomeRating'], null | undefined>;

/** States in the proportion in which a congress office sees them some months after a session. */
const statuses = [
  'CLOSED',
  'RATED',
  'IN_HANDLING',
  'REPLIED',
  'TRACKING',
  'CLOSED',
  'ARCHIVED',
  'ASSIGNED',
  'RATED',
  'CLOSED',
  'REWORK',
  'RE_REPLIED',
  'FILED',
  'UNDER_REVIEW',
  'SUBMITTED',
  'CLOSED',
  'COSIGNING',
  'DRAFT',
  'RETURN_PENDING',
  'RETURNED_FOR_EDIT',
  'NOT_ACCEPTED',
  'WITHDRAWN',
] as const satisfies readonly Status[];

const replied: readonly Status[] = ['REPLIED', 'RATED', 'REWORK', 'TRACKING', 'RE_REPLIED', 'CLOSED', 'ARCHIVED'];
const rated: readonly Status[] = ['RATED', 'REWORK', 'TRACKING', 'RE_REPLIED', 'CLOSED', 'ARCHIVED'];
const assigned: readonly Status[] = [...replied, 'ASSIGNED', 'RETURN_PENDING', 'IN_HANDLING'];
const unsubmitted: readonly Status[] = ['DRAFT', 'COSIGNING'];
const filed: readonly Status[] = [...assigned, 'FILED'];

const ratings: readonly Rating[] = [
  'SATISFIED',
  'SATISFIED',
  'SATISFIED',
  'BASICALLY_SATISFIED',
  'SATISFIED',
  'NOT_SATISFIED',
] as readonly Rating[];

const townsWithProjects = new Set(projectTowns.map(({ code }) => code));
const isProjectStation = ({ regionCode }: DemoStation): boolean => townsWithProjects.has(regionCode);
const leadersAt = ({ id }: DemoStation): DemoDeputy[] =>
  deputiesAt(id)
    .slice(0, 2)
    .filter((deputy) => deputy.id !== demoDeputy.id);

/** The demonstration's deputy leads four; the first two of each town station's roster lead the others. */
const proposers: readonly DemoDeputy[] = [
  demoDeputy,
  demoDeputy,
  demoDeputy,
  demoDeputy,
  ...homeStations.filter(isProjectStation).flatMap(leadersAt),
  ...homeStations.filter((station) => !isProjectStation(station)).flatMap(leadersAt),
];

function consentFor(at: number): 'FULL' | 'TITLE_ONLY' | 'NONE' {
  if (at % 11 === 10) return 'NONE';
  return at % 5 === 2 ? 'TITLE_ONLY' : 'FULL';
}

function resultOf(status: Status, rating: Rating | null, turn: number) {
  if (!replied.includes(status)) return null;
  if (status === 'TRACKING') return 'B';
  return rating === 'NOT_SATISFIED' ? 'C' : (['A', 'B', 'A', 'D', 'A', 'C'] as const)[turn % 6]!;
}

function proposal(leader: DemoDeputy, at: number, anchor: Date, unitIds: ReadonlyMap<string, string>): ProposalInput {
  const random = seededRandom(`proposal ${at}`);
  const topic = proposalTopics[at % proposalTopics.length]!;
  const county: DemoRegion = counties.find(({ code }) => code === leader.regionCode) ?? city;
  const area = at % 3 === 0 ? city : county;
  const status = statuses[at % statuses.length]!;
  const unit = demoUnits.find(
    ({ level, categories }) => level === 'CITY' && categories.some((code) => topic.category.startsWith(code)),
  );
  const submittedAt = unsubmitted.includes(status)
    ? null
    : new Date(anchor.getTime() - random.int(30, 290) * 86_400_000);
  const outcomeRating = rated.includes(status)
    ? status === 'REWORK'
      ? ('NOT_SATISFIED' as Rating)
      : random.pick(ratings)
    : null;
  return {
    number: filed.includes(status) ? `JH8-J${String(at + 1).padStart(3, '0')}` : null,
    title: topic.title.replaceAll('{area}', area.name),
    content: topic.content.replaceAll('{area}', area.name),
    leadProposerId: leader.id,
    coSignerIds: coSignersOf(leader, random.int(0, 5), at),
    regionPath: city.path,
    leadUnitId: assigned.includes(status) && unit ? (unitIds.get(unit.code) ?? null) : null,
    status,
    submittedAt,
    dueOn:
      submittedAt && assigned.includes(status) ? businessDate(new Date(submittedAt.getTime() + 95 * 86_400_000)) : null,
    resultClass: resultOf(status, outcomeRating, at),
    attitudeRating: outcomeRating === null ? null : 'SATISFIED',
    outcomeRating,
    disclosureConsent: consentFor(at),
  };
}

function coSignersOf(leader: DemoDeputy, count: number, at: number): string[] {
  const delegation = demoDeputies.filter(({ id, regionCode }) => regionCode === leader.regionCode && id !== leader.id);
  return seededRandom(`co-signers ${at}`)
    .shuffled(delegation)
    .slice(0, count)
    .map(({ id }) => id);
}

/** The deputies' proposals (代表建议) in every state that a register can hold. */
export function demoProposals(anchor: Date, unitIds: ReadonlyMap<string, string>): ProposalInput[] {
  return proposers.map((leader, at) => proposal(leader, at, anchor, unitIds));
}
