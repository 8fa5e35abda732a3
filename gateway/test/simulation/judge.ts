import type { LoggedEvent } from '@lianxin/events';
import { suggestionTransitioned } from '@lianxin/events';
import type { SimulatedAnswer, SimulatedCommand } from './command.js';

/** Something that may not be. */
export interface Violation {
  readonly step: number;
  readonly what: string;
}

interface Acknowledged {
  readonly version: number;
  readonly expectedVersion: number;
}

/** Looks at everything that is promised, all along. The first thing that is wrong ends the run. */
export class Judge {
  violation: Violation | null = null;
  /** Grows when a backup is put back: what was promised before is void. */
  era = 0;
  /** Events that were shown to readers. */
  shown = 0;
  private position = 0;
  private versions = new Map<string, number>();
  private loggedKeys = new Map<string, number>();
  private acknowledged = new Map<string, Acknowledged>();
  private refused = new Set<string>();

  constructor(private readonly now: () => number) {}

  fault(what: string): void {
    this.violation ??= { step: this.now(), what };
  }

  get transitions(): number {
    return this.acknowledged.size;
  }

  /** An event has got its position. */
  logged(event: LoggedEvent): void {
    const { aggregateId, aggregateVersion, position, requestId } = event;
    if (position !== this.position + 1) this.fault(`position ${position} behind ${this.position}`);
    this.position = position;
    if (!suggestionTransitioned.matches(event)) return;
    const before = this.versions.get(aggregateId) ?? 1;
    if (aggregateVersion !== before + 1) this.fault(`${aggregateId}: version ${aggregateVersion} behind ${before}`);
    this.versions.set(aggregateId, aggregateVersion);
    const key = requestId ?? '';
    if (this.loggedKeys.has(key)) this.fault(`${key} has happened twice`);
    if (this.refused.has(key)) this.fault(`${key} was refused, and has happened`);
    this.loggedKeys.set(key, aggregateVersion);
  }

  /** A writer has got an answer. */
  answered({ key, expectedVersion }: SimulatedCommand, answer: SimulatedAnswer): void {
    if (answer.kind === 'refused') {
      this.refused.add(key);
      if (this.loggedKeys.has(key)) this.fault(`${key} has happened, and was refused`);
      return;
    }
    if (answer.version !== expectedVersion + 1)
      this.fault(`${key} expected version ${expectedVersion} and led to ${answer.version}`);
    this.acknowledged.set(key, { version: answer.version, expectedVersion });
  }

  /** When all is quiet: what was acknowledged is in the log. */
  settled(): void {
    for (const [key, { version }] of this.acknowledged) {
      const logged = this.loggedKeys.get(key);
      if (logged !== version) this.fault(`${key} was acknowledged as version ${version}, and the log has ${logged}`);
    }
  }

  /** The database is that of a backup: what was promised since is void, and what is in it holds. */
  restored(events: readonly LoggedEvent[], stillInOutbox: ReadonlySet<string>): void {
    const { acknowledged } = this;
    this.era += 1;
    this.position = 0;
    this.versions = new Map();
    this.loggedKeys = new Map();
    this.refused = new Set();
    for (const event of events) this.logged(event);
    this.acknowledged = new Map(
      [...acknowledged].filter(([key]) => this.loggedKeys.has(key) || stillInOutbox.has(key)),
    );
  }
}
