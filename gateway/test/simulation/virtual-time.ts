import type { Clock } from '@lianxin/calendar';
import type { Chance } from '../hostile/chance.js';

/** A timer as Node hands it out. */
class VirtualTimer {
  constructor(
    public due: number,
    readonly everyMs: number | null,
    readonly run: () => void,
  ) {}

  unref(): this {
    return this;
  }
}

/**
 * Time that stands still until a timer is fired. While it is installed, timers, `performance.now` and `Math.random` of
 * whatever runs are its own, so that the code under test waits, jitters and gives up by the seed and not by the machine.
 */
export class VirtualTime implements Clock {
  private ms = Date.parse('2026-03-02T00:00:00Z');
  /** In the order in which they are due. */
  private readonly timers: VirtualTimer[] = [];

  constructor(private readonly chance: Chance) {}

  now(): Date {
    return new Date(this.ms);
  }

  get pending(): boolean {
    return this.timers.length > 0;
  }

  /** Moves on to the next timer and fires it. */
  fireNext(): void {
    const timer = this.timers.shift();
    if (!timer) return;
    this.ms = Math.max(this.ms, timer.due);
    if (timer.everyMs !== null) {
      timer.due = this.ms + timer.everyMs;
      this.insert(timer);
    }
    timer.run();
  }

  set(run: () => void, ms: number, everyMs: number | null = null): VirtualTimer {
    const timer = new VirtualTimer(this.ms + Math.max(1, ms), everyMs, run);
    this.insert(timer);
    return timer;
  }

  clear(timer: unknown): void {
    const index = this.timers.indexOf(timer as VirtualTimer);
    if (index >= 0) this.timers.splice(index, 1);
  }

  /** Takes the place of the machine's time until it is disposed of. */
  install(): Disposable {
    const real = Object.getOwnPropertyDescriptors(globalThis) as unknown as Record<string, PropertyDescriptor>;
    const { random } = Math;
    const own = {
      setTimeout: (run: () => void, ms = 0) => this.set(run, ms),
      setInterval: (run: () => void, ms = 0) => this.set(run, ms, Math.max(1, ms)),
      clearTimeout: (timer: unknown) => this.clear(timer),
      clearInterval: (timer: unknown) => this.clear(timer),
      performance: { now: () => this.ms },
    };
    for (const [name, value] of Object.entries(own))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    Math.random = () => this.chance.next();
    return {
      [Symbol.dispose]: () => {
        for (const name of Object.keys(own)) Object.defineProperty(globalThis, name, real[name] ?? {});
        Math.random = random;
      },
    };
  }

  private insert(timer: VirtualTimer): void {
    let low = 0;
    let high = this.timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.timers[middle]?.due ?? 0) <= timer.due) low = middle + 1;
      else high = middle;
    }
    this.timers.splice(low, 0, timer);
  }
}
