import type { LoggedEvent } from '../event.types.js';

/** What comes next out of an inbox, seen from a position. */
export type NextEvents =
  /** The next events of the log, none missing. */
  | { readonly run: readonly LoggedEvent[] }
  /** Something is missing before this position. */
  | { readonly ahead: number }
  | 'nothing';

/** What a feed has brought and nobody has taken yet: bounded, and trusted in nothing but the events themselves. */
export class EventInbox {
  private events: LoggedEvent[] = [];

  constructor(private readonly bound: number) {}

  get isEmpty(): boolean {
    return this.events.length === 0;
  }

  /** False when it was full: then it has forgotten everything. */
  push(event: LoggedEvent): boolean {
    if (this.events.length >= this.bound) {
      this.events = [];
      return false;
    }
    this.events.push(event);
    return true;
  }

  /** Takes up to `limit` events that follow on `position`; drops what is not behind it any more. */
  take(position: number, limit: number): NextEvents {
    const first = this.events.findIndex((event) => event.position > position);
    if (first === -1) {
      this.events = [];
      return 'nothing';
    }
    let end = first;
    while (end - first < limit && this.events[end]?.position === position + 1 + end - first) end += 1;
    const run = this.events.slice(first, end);
    this.events = this.events.slice(end);
    const [ahead] = this.events;
    return run.length > 0 || ahead === undefined ? { run } : { ahead: ahead.position };
  }

  /** Forgets the first one. */
  drop(): void {
    this.events.shift();
  }
}
