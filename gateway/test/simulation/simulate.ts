import { perhapsMishap } from './mishaps.js';
import type { PlantedBug } from './planted.js';
import type { Violation } from './judge.js';
import { World } from './world.js';

/** What one run has come to. */
export interface SimulationReport {
  readonly seed: number;
  readonly steps: number;
  /** Of everything that happened, in order. */
  readonly hash: string;
  readonly violation: Violation | null;
  /** The last steps, in words. */
  readonly tail: readonly string[];
  readonly transitions: number;
  readonly logged: number;
  readonly shown: number;
  readonly gaps: number;
}

/** Steps that a world may take to come to rest when nothing befalls it any more. */
const restSteps = 60_000;
const shownSteps = 80;

/** One world from its beginning to its rest, all by the seed. */
export async function simulate(seed: number, steps: number, bug: PlantedBug | null = null): Promise<SimulationReport> {
  const world = new World(seed, bug);
  const { database, judge, readers, scheduler, time } = world;
  using _time = time.install();
  world.start();
  for (let step = 0; step < steps && !judge.violation; step += 1) {
    perhapsMishap(world);
    await scheduler.step();
  }
  world.isEnough = true;
  await until(
    world,
    () => world.isSettled,
    () => `does not come to rest: ${world.unsettled}`,
  );
  if (!judge.violation) judge.settled();
  for (const reader of readers) reader.leave();
  await until(
    world,
    () => world.leftBehind.length === 0,
    () => world.leftBehind.join('; '),
  );
  return {
    seed,
    steps: scheduler.steps,
    hash: scheduler.trace.hash,
    violation: judge.violation,
    tail: scheduler.trace.tail(shownSteps),
    transitions: judge.transitions,
    logged: database.log.events.length,
    shown: judge.shown,
    gaps: readers.reduce((sum, { gaps }) => sum + gaps, 0),
  };
}

async function until({ judge, scheduler }: World, is: () => boolean, why: () => string): Promise<void> {
  for (let step = 0; step < restSteps && !judge.violation; step += 1) {
    if (is()) return;
    await scheduler.step();
  }
  judge.fault(why());
}
