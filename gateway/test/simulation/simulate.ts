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
  /** Mishaps by name, and how often each came. */
  readonly befallen: ReadonlyMap<string, number>;
}

/** Steps that a world may take to come to rest when nothing befalls it any more. */
const restSteps = 15_000;
const shownSteps = 80;

/** Steps of one world, before it comes to rest. */
export const worldSteps = 20_000;

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
    befallen: world.befallen,
  };
}

async function until({ judge, scheduler }: World, is: () => boolean, why: () => string): Promise<void> {
  for (let step = 0; step < restSteps && !judge.violation; step += 1) {
    if (is()) return;
    await scheduler.step();
  }
  judge.fault(why());
}

/** Worlds one after the other until one shows a violation, or so many steps are made. */
export async function firstViolation(
  seed: number,
  steps: number,
  bug: PlantedBug | null,
): Promise<{ readonly report: SimulationReport | null; readonly steps: number }> {
  let made = 0;
  for (let next = seed; made < steps; next += 1) {
    const report = await simulate(next, worldSteps, bug);
    made += report.steps;
    if (report.violation) return { report, steps: made };
  }
  return { report: null, steps: made };
}
