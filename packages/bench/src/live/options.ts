import { parseArgs } from 'node:util';
import { commonFlags, type CommonOptions, positive, readCommon } from '../flags.js';

/** What is measured: fan-out unless a flag says otherwise. */
export type LiveMode = 'fan-out' | 'latency' | 'stalled' | 'idle' | 'webhook';

/** How a run is made. */
export interface LiveOptions extends CommonOptions {
  readonly mode: LiveMode;
  /** Sockets, one run after the other. */
  readonly sockets: readonly number[];
  /** Events under way at a time. */
  readonly window: number;
}

const contenders = ['raw', 'stock', 'ours', 'notify', 'logged', 'within'];
const modes = ['latency', 'stalled', 'idle', 'webhook'] as const;
const usualSockets: Readonly<Record<LiveMode, readonly number[]>> = {
  'fan-out': [2_000, 5_000],
  latency: [1, 200],
  stalled: [5_000],
  idle: [5_000],
  webhook: [1],
};

export const liveUsage = `usage: npm run bench -w @lianxin/bench -- live [flags]

  (none)              one event to all sockets: deliveries a second, and processor time for one
  --latency           instead: from COMMIT to the client, one event at a time
  --stalled           instead: one in five sockets stalls: memory, and what the others feel of it
  --idle              instead: memory for a subscriber who waits
  --webhook           instead: events that one webhook endpoint gets in a second, over http and over https
  --sockets 2000,5000 sockets, one run after the other (latency: 1,200; webhook: none; else 5000)
  --window 4          events under way at a time
  --seconds 5         of one round of one contender (stalled: 500 events instead)
  --rounds 4          the order is turned round from one to the next (stalled: 2)
  --warm-up 2         seconds before each round, for each contender
  --only a,b          only these: ${contenders.join(', ')}
  --profile           profile the platform's process; its figures are then too low
  --smoke             few sockets, one round of half a second, nothing written
`;

/** Reads the flags. */
export function readLiveOptions(args: readonly string[]): LiveOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...commonFlags,
      latency: { type: 'boolean' },
      stalled: { type: 'boolean' },
      idle: { type: 'boolean' },
      webhook: { type: 'boolean' },
      sockets: { type: 'string' },
      window: { type: 'string' },
    },
  });
  const asked = modes.filter((mode) => values[mode]);
  if (asked.length > 1) throw new RangeError(`One at a time: --${asked.join(', --')}`);
  const mode = asked[0] ?? 'fan-out';
  const usual = values.smoke
    ? usualSockets[mode].map((count) => Math.max(1, Math.round(count / 50)))
    : usualSockets[mode];
  return {
    ...readCommon(values, {
      seconds: 5,
      rounds: mode === 'stalled' ? 2 : 4,
      warmUpSeconds: 2,
      connections: 1,
      contenders,
    }),
    mode,
    sockets: values.sockets?.split(',').map((count) => Math.round(positive('sockets', count, 1))) ?? usual,
    window: Math.round(positive('window', values.window, 4)),
  };
}
