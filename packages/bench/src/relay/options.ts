import { parseArgs } from 'node:util';
import { commonFlags, type CommonOptions, positive, readCommon } from '../flags.js';

/** How a run is made. */
export interface RelayOptions extends CommonOptions {
  /** Events in the outbox when a round of moving begins. */
  readonly events: number;
  /** How long an idle relay is watched. */
  readonly idleSeconds: number;
}

export const contenders = ['plain', 'plain-batches', 'relay', 'update', 'bare', 'bare-key', 'alone', 'keyless', 'ours'];

export const relayUsage = `usage: npm run bench -w @lianxin/bench -- relay [flags]

  --events 50000      in the outbox when a round of moving begins
  --seconds 5         of one round of transitions
  --rounds 4          the order is turned round from one to the next
  --warm-up 2         seconds before the first round of transitions, for each contender
  --connections 32    clients that make transitions
  --idle 30           seconds for which an idle relay is watched
  --only a,b          only these: ${contenders.join(', ')}
  --smoke             500 events, one round of half a second, nothing written
`;

/** Reads the flags. */
export function readRelayOptions(args: readonly string[]): RelayOptions {
  const { values } = parseArgs({
    args: [...args],
    options: { ...commonFlags, events: { type: 'string' }, idle: { type: 'string' } },
  });
  return {
    ...readCommon(values, { seconds: 5, rounds: 4, warmUpSeconds: 2, connections: 32, contenders }),
    events: Math.round(positive('events', values.events, values.smoke ? 500 : 50_000)),
    idleSeconds: positive('idle', values.idle, values.smoke ? 2 : 30),
  };
}
