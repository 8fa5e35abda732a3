import { setTimeout as sleep } from 'node:timers/promises';
import { topic } from '@lianxin/events';
import { type SeededRandom, seededRandom } from '../../src/demo/seeded/seeded-random.js';
import { faultsOf, settle } from './checks/quiesce.js';
import { type Blow, deckOf, secondVictim, strike } from './faults/moments.js';
import { letRelayLead, type Victim, victimsOf } from './faults/victims.js';
import type { Subscriber } from './traffic/subscriber.js';
import type { Traffic } from './traffic/traffic.js';
import type { CrashWorld } from './world/crash-world.js';

/** What a round was and how it ended. */
export interface RoundReport extends Blow {
  readonly round: number;
  readonly form: string;
  /** Killed while the first victim came back. */
  readonly second: string | undefined;
  /** Acknowledged in this round before the blow fell. */
  readonly struckAfter: number;
  readonly acknowledged: number;
  readonly lostAnswers: number;
  readonly delivered: number;
  readonly reconnects: number;
  readonly ms: number;
  readonly faults: readonly string[];
}

/** Transitions that each writer makes in a round. */
const stepsEach = 8;
/** In one round of so many a writer is alone. */
const aloneEvery = 3;
/** Most that follow one suggestion each; an account has a hundred connections. */
const mostGuests = 40;
/** How long what was killed stays away. */
const longestAbsenceMs = 400;
/** How long after the first blow the second one falls, in the middle of a start or of a recovery. */
const longestDelayMs = 1_500;

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, n) => total + n, 0);

function tally({ ledger, subscribers }: Traffic) {
  return {
    acknowledged: ledger.acknowledged.length,
    lostAnswers: sum(ledger.lost.values()),
    delivered: sum(subscribers.map(({ received }) => received.length)),
    reconnects: sum(subscribers.map(({ connections }) => connections)),
  };
}

/** Somebody follows a suggestion of the last round from its first step on. */
function followOne({ ledger, follow }: Traffic, from: number): Subscriber | undefined {
  const last = ledger.acknowledged.at(-1);
  if (!last) return undefined;
  const id = last.suggestionId;
  return follow({
    who: 'constituent',
    operation: 'SuggestionProgress',
    variables: { id },
    topic: topic.suggestion(id),
    from,
  });
}

/** What a round does to the platform, and when it did. */
interface Fate {
  readonly victim: Victim;
  readonly second: Victim | undefined;
  readonly blow: Blow;
  readonly random: SeededRandom;
  /** The traffic of the round: what comes of it no more is not waited for. */
  readonly written: Promise<void>;
  readonly onStruck: () => void;
}

async function comeBack(victim: Victim, random: SeededRandom): Promise<void> {
  await sleep(random.between(0, longestAbsenceMs));
  await victim.restart();
}

async function fall(world: CrashWorld, traffic: Traffic, fate: Fate): Promise<void> {
  const { victim, second, blow, random, written, onStruck } = fate;
  const unlessOver = (sign: Promise<void>): Promise<void> => Promise.race([sign, written]);
  const { ledger, signs } = traffic;
  await unlessOver(ledger.more(random.int(1, stepsEach)));
  const timely = {
    firstByte: () => unlessOver(signs.firstByte()),
    delivery: () => unlessOver(signs.delivery()),
  };
  await strike(world, victim, blow.moment, timely, random);
  onStruck();
  const fallToo = async (other: Victim): Promise<void> => {
    await sleep(random.between(0, longestDelayMs));
    await other.kill();
    await comeBack(other, random);
  };
  await Promise.all([comeBack(victim, random), second && fallToo(second)]);
}

/** Rounds over one world: its platform stays up, only the victim starts again. */
export class Rounds {
  private deck: Blow[] = [];
  private round = 0;
  private readonly guests: Subscriber[] = [];

  constructor(
    private readonly world: CrashWorld,
    private readonly traffic: Traffic,
    private readonly seed: string,
  ) {}

  /** Another form has other victims. */
  shuffle(): void {
    this.deck = deckOf(victimsOf(this.world), seededRandom(`${this.seed} deck ${this.round}`));
  }

  async next(): Promise<RoundReport> {
    const { world, traffic } = this;
    if (this.deck.length === 0) this.shuffle();
    const next = this.deck.pop();
    if (!next) throw new Error('Nobody can be killed');
    this.round += 1;
    const random = seededRandom(`${this.seed} round ${this.round}`);
    const victims = victimsOf(world);
    const victim = victims.find(({ name }) => name === next.victim);
    if (!victim) throw new Error(`No victim ${next.victim}`);
    const second = secondVictim(victims, victim, random);
    await this.welcomeGuest();
    const before = tally(traffic);
    const begun = performance.now();
    let struckAfter = -1;
    const faults: string[] = [];
    const play = async (): Promise<void> => {
      // Before the traffic: until it leads, all the round's transitions may have been made.
      if (victim.name === 'relay') await letRelayLead(world);
      const written = traffic.write(stepsEach, this.round % aloneEvery === 0);
      const onStruck = (): void => void (struckAfter = traffic.ledger.acknowledged.length - before.acknowledged);
      await Promise.all([written, fall(world, traffic, { victim, second, blow: next, random, written, onStruck })]);
    };
    await play().catch((error: unknown) =>
      faults.push(`the round broke off: ${error instanceof Error ? error.stack : String(error)}`),
    );
    await settle(world, traffic);
    faults.push(...(await faultsOf(world, traffic)));
    const after = tally(traffic);
    return {
      round: this.round,
      form: world.form(),
      ...next,
      second: second?.name,
      struckAfter,
      acknowledged: after.acknowledged - before.acknowledged,
      lostAnswers: after.lostAnswers - before.lostAnswers,
      delivered: after.delivered - before.delivered,
      reconnects: after.reconnects - before.reconnects,
      ms: Math.round(performance.now() - begun),
      faults,
    };
  }

  /** One more guest; the first of too many has been checked in every round and goes. */
  private async welcomeGuest(): Promise<void> {
    const guest = followOne(this.traffic, this.world.baseline.position);
    if (guest) this.guests.push(guest);
    const first = this.guests.length > mostGuests ? this.guests.shift() : undefined;
    if (first) await this.traffic.leave(first);
  }
}
