import type { NewEvent } from '../event.types.js';

/** An outbox that has rung. */
export interface Rung {
  readonly source: string;
  /** What was put there, when it is known and nobody else has rung. */
  readonly lone: NewEvent | undefined;
}

/** Outboxes that have rung since they were last moved. */
export class Rings {
  private readonly rung = new Map<string, NewEvent | undefined>();

  get isEmpty(): boolean {
    return this.rung.size === 0;
  }

  add(source: string, lone?: NewEvent): void {
    this.rung.set(source, this.rung.has(source) ? undefined : lone);
  }

  /** All of them, which have then not rung any more. */
  take(): readonly Rung[] {
    const taken = Array.from(this.rung, ([source, lone]) => ({ source, lone }));
    this.rung.clear();
    return taken;
  }
}
