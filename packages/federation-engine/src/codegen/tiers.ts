import { turns } from '../turns.js';

/** The function to use now. Ask once a run, and keep to the answer for that run. */
export type Tier<Fn> = () => Fn;

/**
 * What is run once is interpreted; what is run again and again gets code of its own. To generate code for an operation
 * and have JavaScript compile it takes milliseconds in which nobody else is served, a hundred times what it takes to
 * interpret it, and stays in memory. So it is done for those operations that pay it back, when it is their turn, and in no
 * request's way: runs are interpreted until it is there.
 */
export class Tiers {
  /** @param interpretedRuns how often something is used before it is worth code; 0 to generate at once */
  constructor(private readonly interpretedRuns: number) {}

  /** Both do the same. */
  of<Fn>(interpret: Fn, generate: () => Fn): Tier<Fn> {
    let current: Fn | undefined;
    let left = this.interpretedRuns;
    if (left === 0) return () => (current ??= generate());
    return () => {
      if (current) return current;
      if (--left === 0) void this.later(generate).then((generated) => (current = generated));
      return interpret;
    };
  }

  /** What cannot be generated goes on being interpreted: no request waits for it that could be told. */
  private async later<Fn>(generate: () => Fn): Promise<Fn | undefined> {
    await turns.next();
    try {
      return generate();
    } catch {
      return undefined;
    }
  }
}
