import { parseArgs } from 'node:util';
import { positive } from '../flags.js';

/** How a run is made. */
export interface IndexOptions {
  /** Lengths of the log, in events. */
  readonly events: readonly number[];
  /** Sizes of the boards; each has a log of its own of each length. */
  readonly members: readonly number[];
  readonly rounds: number;
  /** Nothing is written into the results folder. */
  readonly smoke: boolean;
}

export const indexUsage = `usage: npm run bench -w @lianxin/bench -- index [flags]

  --events 20000,1000000  of the log, over one year; a log of its own for each number
  --members 237,5000      deputies, a log of its own for each number
  --rounds 5              the order is turned round from one to the next
  --smoke                 10,000 events, 50 deputies, one round, nothing written
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
  const numbers = (name: 'events' | 'members', otherwise: string): number[] =>
    (values[name] ?? otherwise).split(',').map((text) => Math.round(positive(name, text, 1)));
  return {
    events: numbers('events', smoke ? '10000' : '20000,1000000'),
    members: numbers('members', smoke ? '50' : '237,5000'),
    rounds: Math.round(positive('rounds', values.rounds, smoke ? 1 : 5)),
    smoke,
  };
}
