import { seededRandom } from '../seeded/seeded-random.js';
import { mergedScenarios, withNeighbours } from './near-duplicates.js';
import { routes } from './routes.js';
import { planScenario } from './scenario-plan.js';
import { collectedAt, type Intake, type Scenario } from './scenario.types.js';
import type { WorkingDayTest } from './working-time.js';

/**
 * Somebody whose telephone the platform first heard of from their own account can rate what the desk writes down for them
 * later: so, in the order of time, every second one of those goes through the desk.
 */
function withDesk(scenarios: readonly Scenario[]): Scenario[] {
  const firstIntake = new Map<string, Intake>();
  return scenarios.map((scenario) => {
    const { key, intake, moves, resident } = scenario;
    if (intake === 'ANONYMOUS') return scenario;
    const isKnown = firstIntake.get(resident.accountId) === 'SELF';
    if (!firstIntake.has(resident.accountId)) firstIntake.set(resident.accountId, intake);
    const mayUseDesk = isKnown && !moves.some(({ move }) => move === 'WITHDRAW');
    return mayUseDesk && seededRandom(`desk ${key}`).chance(0.5) ? { ...scenario, intake: 'DESK' } : scenario;
  });
}

/** Every suggestion of the demonstration, in the order in which they are raised. */
export function allScenarios(anchor: Date, calendar: WorkingDayTest): Scenario[] {
  let number = 0;
  const planned = routes.flatMap((route) =>
    Array.from({ length: route.count }, (_, index) => planScenario(route, index, number++, anchor, calendar)),
  );
  const spoken = withNeighbours(planned);
  const all = [...spoken, ...mergedScenarios(spoken, anchor, calendar)];
  return withDesk(all.sort((a, b) => collectedAt(a).getTime() - collectedAt(b).getTime()));
}
