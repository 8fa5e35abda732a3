import { demoConstituent } from '../accounts/demo-people.js';
import { demoStation } from '../directory/stations-plan.js';
import { residentNear } from '../people/residents.js';
import { seededRandom } from '../seeded/seeded-random.js';
import { type Wording, wordingOf } from './compose-text.js';
import { mergedCount } from './routes.js';
import { collectedAt, type Scenario } from './scenario.types.js';
import { wakingHoursBefore, type WorkingDayTest, workingHoursBefore } from './working-time.js';

/** The same matter, said by a neighbour. */
function neighboursWording({ matter, wording }: Scenario, seed: string): Wording {
  const random = seededRandom(seed);
  const { content } = wordingOf(matter, random);
  const title = random.pick([wording.title, `再次反映:${wording.title}`, `${wording.title},请尽快处理`]);
  return { title, content };
}

const whenMoved = (scenario: Scenario, move: string): number | undefined =>
  scenario.moves.find((timed) => timed.move === move)?.at.getTime();

/** How long a unit had the case in hand before it first replied, or has it still. */
function inHand(scenario: Scenario, anchor: Date): { from: number; to: number } | null {
  const from = whenMoved(scenario, 'ACCEPT');
  if (from === undefined || scenario.moves.some(({ move }) => move === 'ASK_RETURN')) return null;
  return { from, to: whenMoved(scenario, 'REPLY') ?? anchor.getTime() };
}

const minimumMs = 30 * 3_600_000;

/** Suggestions that are merged into others while those are being handled; some of them at the demonstration station. */
export function mergedScenarios(others: readonly Scenario[], anchor: Date, calendar: WorkingDayTest): Scenario[] {
  const targets = others.flatMap((target) => {
    const span = inHand(target, anchor);
    if (!span || span.to - span.from < minimumMs) return [];
    const merged = workingHoursBefore(new Date(span.to - 3_600_000), 1, calendar);
    const collected = wakingHoursBefore(merged, 4);
    return collected.getTime() > span.from ? [{ target, merged, collected }] : [];
  });
  const isAnothers = ({ target }: { target: Scenario }): boolean =>
    target.resident.accountId !== demoConstituent.accountId;
  // The first is the demonstration account's own, merged into what a neighbour raised.
  const here = targets.filter((each) => each.target.station.id === demoStation.id && isAnothers(each)).slice(0, 3);
  const elsewhere = targets.filter(({ target }) => target.station.id !== demoStation.id);
  const chosen = [...here, ...seededRandom('merged').shuffled(elsewhere)].slice(0, mergedCount);
  return chosen.map(({ target, merged, collected }, index) => {
    const key = `merged suggestion ${index}`;
    const mark = others.length + index;
    const at = (instant: Date): Date => new Date(Math.floor(instant.getTime() / 1000) * 1000 + (mark % 1000));
    return {
      ...target,
      key,
      route: 'merged',
      wording: neighboursWording(target, key),
      isUrgent: false,
      intake: 'SELF',
      resident: index === 0 ? demoConstituent : residentNear(target.station.id, key),
      mergedInto: target,
      moves: [
        { move: 'COLLECT', at: at(collected) },
        { move: 'MERGE', at: at(merged) },
      ],
    };
  });
}

/** Lets some fresh suggestions tell of what a neighbour told before: the station sees them as possible duplicates. */
export function withNeighbours(scenarios: readonly Scenario[]): Scenario[] {
  let turn = 0;
  return scenarios.map((scenario) => {
    if (scenario.route !== 'collected' || scenario.intake === 'ANONYMOUS') return scenario;
    turn += 1;
    if (turn % 2 === 0) return scenario;
    const earlier = scenarios.find((other) => {
      const isEarlier =
        collectedAt(other) < collectedAt(scenario) && other.resident.accountId !== scenario.resident.accountId;
      return other.route.startsWith('in progress') && other.station.id === scenario.station.id && isEarlier;
    });
    if (!earlier) return scenario;
    return {
      ...scenario,
      matter: earlier.matter,
      wording: neighboursWording(earlier, scenario.key),
      categoryCode: earlier.categoryCode,
    };
  });
}
