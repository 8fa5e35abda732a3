interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Lets each caller have so many operations under way; the others wait, in the order in which they came. What many of one
 * caller have to do comes together whenever the database answers them together, and no turn of the event loop is theirs alone.
 */
export class AtOnce {
  private readonly lines = new WeakMap<object, Line>();

  constructor(private readonly most: number) {}

  /** Runs the work when there is room for it. Whoever is nobody in particular has room. */
  async run<T>(caller: object | undefined, work: () => Promise<T>): Promise<T> {
    if (!caller) return work();
    const line = this.lineOf(caller);
    if (line.running < this.most) line.running += 1;
    else await new Promise<void>((begin) => line.waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = line.waiting.shift();
      if (next) next();
      else line.running -= 1;
    }
  }

  private lineOf(caller: object): Line {
    const known = this.lines.get(caller) ?? { running: 0, waiting: [] };
    this.lines.set(caller, known);
    return known;
  }
}
