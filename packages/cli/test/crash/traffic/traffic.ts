import { topic } from '@lianxin/events';
import { seededRandom } from '../../../src/demo/seeded/seeded-random.js';
import type { ClientSigns } from '../faults/moments.js';
import type { CrashWorld } from '../world/crash-world.js';
import { issueCode } from './directory-changes.js';
import { Ledger } from './ledger.js';
import { mutationClient } from './mutation-client.js';
import { type Following, Subscriber } from './subscriber.js';
import { tokensAt } from './tokens.js';
import { Writer } from './writer.js';

/** How much of it there is. */
export interface TrafficOptions {
  readonly seed: string;
  readonly writers: number;
  /** Times that each kind of feed is followed. */
  readonly followers: number;
  /** Where subscribers connect; the gateway itself unless told. */
  readonly liveUrl?: () => string;
}

/** The clients of a run: writers, subscribers, and what they know. */
export interface Traffic {
  readonly ledger: Ledger;
  readonly subscribers: readonly Subscriber[];
  readonly signs: ClientSigns;
  /**
   * Each writer takes so many steps, or one alone twice as many, and codes are issued meanwhile; returns when all is
   * acknowledged. Who is alone mostly finds a relay of its process with nothing to do, and logs its events itself.
   */
  write(stepsEach: number, isAlone?: boolean): Promise<void>;
  /** One more subscriber from now on. */
  follow(following: Following): Subscriber;
  /** Ends one, which is then no longer checked. */
  leave(subscriber: Subscriber): Promise<void>;
  /** Six more for each of the times: a station and a unit, by two people each, and what two people are told themselves. */
  followFeeds(times: number, from: number): void;
  stop(): Promise<void>;
}

/** Transitions to a station code that is issued beside them. */
const stepsACode = 3;

export function startTraffic(world: CrashWorld, options: TrafficOptions): Traffic {
  const { cast, baseline } = world;
  const { seed, writers: writerCount, followers } = options;
  const url = (): string => world.processes().url;
  const liveUrl = options.liveUrl ?? url;
  const tokens = tokensAt(url);
  const ledger = new Ledger();
  const client = mutationClient(url, tokens);
  const writers = Array.from(
    { length: writerCount },
    (_, n) => new Writer(`来信${n}`, seededRandom(`${seed} writer ${n}`), cast, client, ledger),
  );
  let onDelivery: (() => void) | undefined;
  const delivered = (): void => {
    onDelivery?.();
    onDelivery = undefined;
  };
  const subscribers: Subscriber[] = [];
  const follow = (following: Following): Subscriber => {
    const subscriber = new Subscriber(following, liveUrl, tokens, delivered);
    subscribers.push(subscriber);
    return subscriber;
  };
  const station = { operation: 'StationFeed', variables: { stationId: cast.stationId } } as const;
  const unit = { operation: 'UnitInbox', variables: { unitId: cast.units.town } } as const;
  const bell = { operation: 'NotificationReceived', variables: {} } as const;
  const followFeeds = (times: number, from: number): void => {
    for (let n = 0; n < times; n += 1) {
      follow({ ...station, who: 'liaison', topic: topic.station(cast.stationId), from });
      follow({ ...station, who: 'office', topic: topic.station(cast.stationId), from });
      follow({ ...unit, who: 'unit', topic: topic.unit(cast.units.town), from });
      follow({ ...unit, who: 'inspector', topic: topic.unit(cast.units.town), from });
      for (const who of ['liaison', 'unit'] as const)
        follow({ ...bell, who, topic: topic.notifications(cast.accountIds[who]), from });
    }
  };
  followFeeds(followers, baseline.position);
  return {
    ledger,
    subscribers,
    follow,
    async leave(subscriber) {
      subscribers.splice(subscribers.indexOf(subscriber), 1);
      await subscriber.stop();
    },
    followFeeds,
    signs: {
      firstByte: () => new Promise((resolve) => client.atNextFirstByte(resolve)),
      delivery: () => new Promise((resolve) => (onDelivery = resolve)),
    },
    async write(stepsEach, isAlone = false) {
      let isOver = false;
      const [steps, taking] = isAlone ? [2 * stepsEach, writers.slice(0, 1)] : [stepsEach, writers];
      const written = Promise.all(taking.map((writer) => writer.take(steps))).finally(() => (isOver = true));
      while (!isOver) {
        await Promise.race([ledger.more(stepsACode), written]);
        await issueCode(world.stations, cast.otherStationId);
      }
      await written;
    },
    async stop() {
      await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
    },
  };
}
