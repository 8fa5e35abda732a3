import { exampleEvaluationScheme } from '@lianxin/gateway';
import { demoDeputies, demoDeputy, type DemoDeputy } from '../directory/deputies-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';

/** Somebody who is evaluated, and how well they do: points around which judges give theirs. */
export interface PlannedSubject {
  readonly deputy: DemoDeputy;
  readonly level: number;
}

/** Two reach 95 points, and one does so poorly that a talk is due. */
const levels = [97, 98, 90, 86, 78, 52];

const others = demoDeputies.filter(({ id, isPartyMember }) => isPartyMember && id !== demoDeputy.id);

/** The demonstration's deputy and five more, as one group. */
export const demoSubjects: readonly PlannedSubject[] = [demoDeputy, ...others]
  .slice(0, levels.length)
  .map((deputy, index) => ({ deputy, level: levels[index] ?? 0 }));

/** Deputies who judge the group without being in it (代表评议). */
export const demoJudges: readonly DemoDeputy[] = others.slice(20, 24);

/** What a judge gives somebody for each indicator, the same whenever it is asked. */
export function scoresOf(judge: string, { deputy, level }: PlannedSubject, month: string) {
  const random = seededRandom(`${judge} ${deputy.code} ${month}`);
  return exampleEvaluationScheme.dimensions
    .flatMap(({ indicators }) => indicators)
    .map(({ code: indicator }) => ({ indicator, points: level + random.pick([-2, -1, 0, 1, 2]) }));
}
