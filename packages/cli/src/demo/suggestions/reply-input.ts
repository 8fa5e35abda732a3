import { businessDate } from '@lianxin/calendar';
import { ResultCode } from '@lianxin/suggestions';
import type { SeededRandom } from '../seeded/seeded-random.js';
import { counted, type MoveContext } from './move-context.js';
import { type DemoResult, replyTo } from './reply-text.js';
import type { Scenario } from './scenario.types.js';

const resultsOfGood: readonly DemoResult[] = ['RESOLVED', 'RESOLVED', 'RESOLVED', 'PARTLY', 'PLANNED', 'EXPLAINED'];
const resultsOfPoor: readonly DemoResult[] = ['PARTLY', 'EXPLAINED', 'NOT_FEASIBLE', 'PLANNED', 'RESOLVED'];
const dayMs = 86_400_000;

/** What a reply says: a poor one where the person is not satisfied with it. */
export function replyInput(scenario: Scenario, context: MoveContext, random: SeededRandom) {
  const { moves, matter } = scenario;
  const { index, at } = context;
  const round = counted(scenario, index, 'RATE_NOT_SATISFIED');
  const isPoor = moves[index + 1]?.move === 'RATE_NOT_SATISFIED';
  const { resultCode, text, contact, promisedInDays } = replyTo(
    matter,
    random.pick(isPoor ? resultsOfPoor : resultsOfGood),
    round,
    random,
  );
  const promised = promisedInDays === null ? null : businessDate(new Date(at.getTime() + promisedInDays * dayMs));
  return {
    resultCode: ResultCode[resultCode],
    text,
    ...(contact && { contactRecord: { ...contact, at: new Date(at.getTime() - random.int(20, 300) * 60_000) } }),
    ...(promised !== null && { promisedDate: promised }),
  };
}
