import { setImmediate } from 'node:timers';
import type { Chance } from '../hostile/chance.js';
import { Trace } from './trace.js';
import type { VirtualTime } from './virtual-time.js';

/** A process of the simulated world. What a dead one had begun never goes on. */
export class Life {
  alive = true;

  constructor(readonly name: string) {}
}

interface Task {
  readonly life: Life | null;
  readonly label: string;
  readonly run: () => void;
}

/** How often time goes on although there is something to do: whatever waits then is late. */
const latenessShare = 0.02;

/** How often something is held up, and how long at most: a slow commit, a packet that is sent again. */
const delayShare = 0.03;
const longestDelayMs = 900;

/**
 * Owns every interleaving: what could happen now waits here, and chance picks what does. One pick is one step. All that
 * follows from it without waiting for anything else is done before the next.
 */
export class Scheduler {
  readonly trace = new Trace();
  steps = 0;
  private readonly ready: Task[] = [];

  constructor(
    readonly chance: Chance,
    readonly time: VirtualTime,
  ) {}

  /** Something that may happen from now on; never, once its process has died. */
  post(life: Life | null, label: string, run: () => void): void {
    const task: Task = { life, label, run };
    const { chance, ready, time } = this;
    if (chance.yes(delayShare)) time.set(() => void ready.push(task), chance.int(1, longestDelayMs));
    else ready.push(task);
  }

  /** Goes on when it is this one's turn. */
  wait(life: Life, label: string): Promise<void> {
    return new Promise((resolve) => this.post(life, label, resolve));
  }

  /** Goes on after so many virtual milliseconds. */
  sleep(life: Life, ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.time.set(() => {
        if (life.alive) resolve();
      }, ms);
    });
  }

  /** Makes one step, and waits until nothing follows from it any more. */
  async step(): Promise<void> {
    this.steps += 1;
    const task = this.pick();
    if (task) {
      this.trace.add(task.life?.name ?? 'world', task.label);
      task.run();
    } else {
      this.trace.add('world', 'time');
      this.time.fireNext();
    }
    // Imported, so not the virtual ones; between two of them Node runs everything that promises have made ready.
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }

  private pick(): Task | undefined {
    const { chance, ready, time } = this;
    while (ready.length > 0) {
      if (time.pending && chance.yes(latenessShare)) return undefined;
      const index = chance.int(0, ready.length - 1);
      const task = ready[index];
      const last = ready.pop();
      if (last && last !== task) ready[index] = last;
      if (task && task.life?.alive !== false) return task;
    }
    return undefined;
  }
}
