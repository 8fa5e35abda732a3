import type { SeededRandom } from '../seeded/seeded-random.js';
import { isResidentsMove, type Move } from './routes.js';
import { wakingHoursBefore, type WorkingDayTest, workingHoursBefore } from './working-time.js';

/** A step with the instant at which it is taken. */
export interface TimedMove {
  readonly move: Move;
  readonly at: Date;
}

type Hours = readonly [least: number, most: number];

/** How long a move takes after the one before it; hours of work for staff, hours of the day for residents. */
const waits: Readonly<Record<Move, { readonly normal: Hours; readonly urgent: Hours }>> = {
  COLLECT: { normal: [0, 0], urgent: [0, 0] },
  ADMIT: { normal: [0.4, 6], urgent: [0.1, 1.2] },
  REJECT: { normal: [0.5, 7], urgent: [0.2, 1] },
  MERGE: { normal: [0.5, 5], urgent: [0.2, 1] },
  WITHDRAW: { normal: [0.3, 9], urgent: [0.2, 1] },
  DISPATCH: { normal: [0.2, 5], urgent: [0.1, 1] },
  DISPATCH_TO_DEPUTY: { normal: [0.3, 5], urgent: [0.1, 1] },
  ACCEPT: { normal: [0.3, 7], urgent: [0.1, 1.5] },
  ASK_RETURN: { normal: [0.5, 5], urgent: [0.2, 1] },
  APPROVE_RETURN: { normal: [0.5, 7], urgent: [0.2, 1] },
  DENY_RETURN: { normal: [0.5, 7], urgent: [0.2, 1] },
  ANSWER_AT_STATION: { normal: [0.3, 8], urgent: [0.2, 2] },
  REPLY: { normal: [7, 48], urgent: [2, 9] },
  RATE_SATISFIED: { normal: [2, 72], urgent: [2, 48] },
  RATE_BASICALLY: { normal: [4, 84], urgent: [4, 48] },
  RATE_NOT_SATISFIED: { normal: [1, 60], urgent: [1, 30] },
  CLOSE: { normal: [12, 60], urgent: [9, 40] },
};

/** One reply in so many comes after the handling limit. */
const lateReplies = 0.09;
const lateHours: Hours = [66, 90];
const ratingWindowMs = 6 * 86_400_000;

function waitHours(move: Move, isUrgent: boolean, random: SeededRandom): number {
  const isLate = move === 'REPLY' && random.chance(lateReplies);
  const { normal, urgent } = waits[move];
  const [least, most] = isLate ? lateHours : isUrgent ? urgent : normal;
  return random.between(least, most);
}

/**
 * When the moves of a route were taken if the last one was taken at `end`: reckoned backwards, staff in office hours and
 * residents by day. A rating never comes later than its window allows, whatever holidays lie between.
 */
export function timedMoves(
  moves: readonly Move[],
  end: Date,
  isUrgent: boolean,
  calendar: WorkingDayTest,
  random: SeededRandom,
): TimedMove[] {
  const timed: TimedMove[] = [];
  let next = end;
  moves.toReversed().forEach((move, index) => {
    const later = moves[moves.length - index];
    const hours = later === undefined ? 0 : waitHours(later, isUrgent, random);
    const at = isResidentsMove(move) ? wakingHoursBefore(next, hours) : workingHoursBefore(next, hours, calendar);
    timed.unshift({ move, at });
    next = at;
  });
  return timed.map(({ move, at }, index) => {
    const before = timed[index - 1];
    const isLate = move.startsWith('RATE') && before && at.getTime() - before.at.getTime() > ratingWindowMs;
    return isLate ? { move, at: new Date(before.at.getTime() + random.between(2, 40) * 3_600_000) } : { move, at };
  });
}
