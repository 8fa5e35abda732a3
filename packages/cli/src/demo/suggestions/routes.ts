/** One step of a suggestion's life, as somebody takes it. Ratings that never come are recorded by the platform itself. */
export type Move =
  | 'COLLECT'
  | 'ADMIT'
  | 'REJECT'
  | 'MERGE'
  | 'WITHDRAW'
  | 'DISPATCH'
  | 'DISPATCH_TO_DEPUTY'
  | 'ACCEPT'
  | 'ASK_RETURN'
  | 'APPROVE_RETURN'
  | 'DENY_RETURN'
  | 'ANSWER_AT_STATION'
  | 'REPLY'
  | 'RATE_SATISFIED'
  | 'RATE_BASICALLY'
  | 'RATE_NOT_SATISFIED'
  | 'CLOSE';

/** A way through the pipeline, how many take it, and how long ago (hours) its last step was. */
export interface Route {
  readonly name: string;
  readonly moves: readonly Move[];
  readonly count: number;
  /** Ranges of age, taken in turn. */
  readonly ages: readonly (readonly [least: number, most: number])[];
}

const dispatched = ['COLLECT', 'ADMIT', 'DISPATCH'] as const;
const accepted = [...dispatched, 'ACCEPT'] as const;
const replied = [...accepted, 'REPLY'] as const;
const again = ['DISPATCH', 'ACCEPT', 'REPLY'] as const;
const failedOnce = [...replied, 'RATE_NOT_SATISFIED'] as const;
const failedTwice = [...failedOnce, ...again, 'RATE_NOT_SATISFIED'] as const;
const escalated = [...failedTwice, ...again, 'RATE_NOT_SATISFIED'] as const;
const returned = [...dispatched, 'ASK_RETURN'] as const;
const byDeputy = ['COLLECT', 'ADMIT', 'DISPATCH_TO_DEPUTY', 'ACCEPT'] as const;

const day = 24;
/** For limits of one working day: fresh, half gone, overdue. */
const shortLimit = [
  [0.5, 4],
  [3, 12],
  [20, 30],
  [4 * day, 8 * day],
] as const;
/** For the handling limit of seven working days. */
const handling = [
  [2, 2 * day],
  [1 * day, 3 * day],
  [6 * day, 9 * day],
  [2 * day, 4 * day],
  [13 * day, 26 * day],
] as const;
const longAgo = [
  [1 * day, 20 * day],
  [20 * day, 50 * day],
  [50 * day, 80 * day],
  [80 * day, 108 * day],
] as const;
/** The rating window of seven days is still open. */
const waiting = [
  [1, 20],
  [1 * day, 3 * day],
  [3.6 * day, 6 * day],
] as const;

/** Every way through the pipeline that the demonstration shows. Merged ones are planned beside their targets. */
export const routes: readonly Route[] = [
  { name: 'collected', moves: ['COLLECT'], count: 24, ages: shortLimit },
  { name: 'admitted', moves: ['COLLECT', 'ADMIT'], count: 16, ages: shortLimit },
  { name: 'dispatched', moves: dispatched, count: 24, ages: shortLimit },
  { name: 'dispatched to a deputy', moves: ['COLLECT', 'ADMIT', 'DISPATCH_TO_DEPUTY'], count: 4, ages: shortLimit },
  { name: 'return asked', moves: returned, count: 8, ages: shortLimit },
  { name: 'in progress', moves: accepted, count: 44, ages: handling },
  { name: 'in progress after a denied return', moves: [...returned, 'DENY_RETURN'], count: 5, ages: handling },
  {
    name: 'in progress at the second unit',
    moves: [...returned, 'APPROVE_RETURN', 'DISPATCH', 'ACCEPT'],
    count: 6,
    ages: handling,
  },
  { name: 'in progress with a deputy', moves: byDeputy, count: 6, ages: handling },
  { name: 'in rework', moves: [...failedOnce, 'DISPATCH', 'ACCEPT'], count: 5, ages: handling },
  { name: 'replied', moves: replied, count: 30, ages: waiting },
  { name: 'answered at the station', moves: ['COLLECT', 'ADMIT', 'ANSWER_AT_STATION'], count: 6, ages: waiting },
  {
    name: 'rework',
    moves: failedOnce,
    count: 10,
    ages: [
      [3, 1 * day],
      [2 * day, 4 * day],
      [5 * day, 6 * day],
      [9 * day, 13 * day],
    ],
  },
  {
    name: 'escalated',
    moves: escalated,
    count: 6,
    ages: [
      [1 * day, 4 * day],
      [9 * day, 12 * day],
      [16 * day, 21 * day],
    ],
  },
  { name: 'satisfied', moves: [...replied, 'RATE_SATISFIED'], count: 84, ages: longAgo },
  {
    name: 'satisfied at the station',
    moves: ['COLLECT', 'ADMIT', 'ANSWER_AT_STATION', 'RATE_SATISFIED'],
    count: 14,
    ages: longAgo,
  },
  { name: 'satisfied with a deputy', moves: [...byDeputy, 'REPLY', 'RATE_SATISFIED'], count: 10, ages: longAgo },
  {
    name: 'satisfied after a return',
    moves: [...returned, 'APPROVE_RETURN', ...again, 'RATE_SATISFIED'],
    count: 8,
    ages: longAgo,
  },
  { name: 'satisfied after rework', moves: [...failedOnce, ...again, 'RATE_SATISFIED'], count: 8, ages: longAgo },
  { name: 'basically satisfied', moves: [...replied, 'RATE_BASICALLY'], count: 40, ages: longAgo },
  {
    name: 'never rated',
    moves: replied,
    count: 32,
    ages: [
      [16 * day, 40 * day],
      [40 * day, 70 * day],
      [70 * day, 105 * day],
    ],
  },
  {
    name: 'closed unsatisfied',
    moves: [...escalated, 'CLOSE'],
    count: 12,
    ages: [
      [2 * day, 15 * day],
      [15 * day, 40 * day],
      [40 * day, 65 * day],
    ],
  },
  { name: 'rejected', moves: ['COLLECT', 'REJECT'], count: 14, ages: longAgo },
  { name: 'withdrawn', moves: ['COLLECT', 'WITHDRAW'], count: 8, ages: longAgo },
];

/** How many are merged into another one. */
export const mergedCount = 10;

const ratings: readonly Move[] = ['RATE_SATISFIED', 'RATE_BASICALLY', 'RATE_NOT_SATISFIED'];

/** Whether the resident acts after having raised it, and so must have an account. */
export function needsResident(moves: readonly Move[]): boolean {
  return moves.some((move) => move === 'WITHDRAW' || ratings.includes(move));
}

/** Whether a move is the resident's own; all others are taken in office hours. */
export function isResidentsMove(move: Move): boolean {
  return move === 'COLLECT' || move === 'WITHDRAW' || ratings.includes(move);
}
