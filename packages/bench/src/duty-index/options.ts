import { parseArgs } from 'node:util';
import { positive } from '../flags.js';

/** How a run is made. */
export interface IndexOptions {
  /** Events of the log, in all. */
  readonly events: number;
  /** Sizes of the boards; each has a log of its own. */
  readonly members: readonly number[];
  readonly rounds: number;
  /** Nothing is written into the results folder. */
  readonly smoke: boolean;
}

export const indexUsage = `usage: npm run bench -w @lianxin/bench -- index [flags]

  --events 5000000    of the log, over one year
  --members 237,5000  deputies, a log of its own for each number
  --rounds 5          the order is turned round from one to the next
  --smoke             10,000 events, 50 deputies, one round, nothing written
`;

/** Reads the flags. */
export function readIndexOptions(args: readonly string[]): IndexOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string' },
      members: { type: 'string' },
      rounds: { type: 'string' },
      smoke: { type: 'boolean', default: false },
    },
  });
  const { smoke } = values;
  const members = (values.members ?? (smoke ? '50' : '237,5000')).split(',');
  return {
    events: Math.round(positive('events', values.events, smoke ? 10_000 : 5_000_000)),
    members: members.map((size) => Math.round(positive('members', size, 1))),
    rounds: Math.round(positive('rounds', values.rounds, smoke ? 1 : 5)),
    smoke,
  };
}
