import { setTimeout as sleep } from 'node:timers/promises';
import type { SeededRandom } from '../../../src/demo/seeded/seeded-random.js';
import { until } from '../until.js';
import type { CrashWorld } from '../world/crash-world.js';
import { closeGate, heldAt, openGate, type PausePoint, pausePoints } from './pause-points.js';
import type { Victim } from './victims.js';

/** When somebody is killed. */
export type Moment =
  | 'any moment'
  | PausePoint
  | 'committed, relay not woken'
  | 'first byte of an answer'
  | 'an event reaches a subscriber';

/** Ways to hear of what happens at the clients. */
export interface ClientSigns {
  firstByte(): Promise<void>;
  delivery(): Promise<void>;
}

const whole = ['app', 'postgres', 'backend'];
const anybody = ['nats', 'gateway', 'relay', 'suggestions', 'stations', 'representatives', 'projects', ...whole];

/** Who is worth killing at which moment. */
const worthKilling: Readonly<Record<Moment, readonly string[]>> = {
  'any moment': anybody,
  'transition before commit': ['suggestions', 'gateway', ...whole],
  'transition at commit': ['suggestions', 'gateway', ...whole],
  'log before commit': ['relay', ...whole],
  'log at commit': ['relay', 'nats', ...whole],
  'consumer before commit': ['suggestions', ...whole],
  'consumer at commit': ['suggestions', ...whole],
  'committed, relay not woken': ['suggestions', 'app'],
  'first byte of an answer': ['gateway', 'suggestions', ...whole],
  'an event reaches a subscriber': ['gateway', 'nats', ...whole],
};

/** What happens in a round. */
export interface Blow {
  readonly victim: string;
  readonly moment: Moment;
}

/** Who else is killed while the first one comes back; nobody in most rounds. */
export function secondVictim(victims: readonly Victim[], first: Victim, random: SeededRandom): Victim | undefined {
  // A backend is found by asking a server that may just be down.
  const others = victims.filter(({ name }) => name !== first.name && name !== 'backend');
  return random.chance(0.25) && others.length > 0 ? random.pick(others) : undefined;
}

/** Every pair of victim and moment that a form knows, `any moment` as often as all named ones together. */
export function deckOf(victims: readonly Victim[], random: SeededRandom): Blow[] {
  const names = new Set(victims.map(({ name }) => name));
  const all = Object.entries(worthKilling).flatMap(([moment, worth]) =>
    worth.filter((victim) => names.has(victim)).map((victim) => ({ victim, moment: moment as Moment })),
  );
  const named = all.filter(({ moment }) => moment !== 'any moment');
  const any = all.filter(({ moment }) => moment === 'any moment');
  const times = Math.max(1, Math.round(named.length / any.length));
  return random.shuffled([...named, ...Array.from({ length: times }, () => any).flat()]);
}

/** How long the traffic may take to reach a point. */
const reachMs = 20_000;

async function whileHeld(
  world: CrashWorld,
  point: PausePoint,
  strike: (backend: number) => Promise<void>,
): Promise<void> {
  const { admin } = world;
  await closeGate(admin, point);
  try {
    await strike(await until(point, reachMs, () => heldAt(admin, point)));
  } finally {
    // With the server its locks are gone, and a new connection holds none.
    await openGate(admin, point).catch(() => undefined);
  }
}

async function afterCommit(world: CrashWorld, victim: Victim): Promise<void> {
  const point = 'transition at commit';
  const { admin } = world;
  let held = 0;
  await whileHeld(world, point, async (backend) => {
    held = backend;
    victim.freeze?.();
  });
  await until('the held commit', reachMs, async () => {
    const [row] = await admin.queryText<{ state: string }>('select state from pg_stat_activity where pid = $1', [held]);
    return row?.state !== 'active';
  });
  await victim.kill();
}

/** Waits for the moment and kills. */
export async function strike(
  world: CrashWorld,
  victim: Victim,
  moment: Moment,
  signs: ClientSigns,
  random: SeededRandom,
): Promise<void> {
  switch (moment) {
    case 'any moment':
      await sleep(random.between(0, 30));
      return victim.kill();
    case 'committed, relay not woken':
      return afterCommit(world, victim);
    case 'first byte of an answer':
      await signs.firstByte();
      return victim.kill();
    case 'an event reaches a subscriber':
      await signs.delivery();
      return victim.kill();
    default:
      if (!pausePoints.includes(moment)) throw new Error(`No such moment: ${String(moment)}`);
      return whileHeld(world, moment, (backend) => victim.kill(backend));
  }
}
