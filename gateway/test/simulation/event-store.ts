import type { LoggedEvent, NewEvent } from '@lianxin/events';

/** The log of the stand-in for PostgreSQL. What is archived stays here for the judge; readers do not get it. */
export class EventStore {
  events: LoggedEvent[] = [];
  first = 1;
  private readonly ofTopic = new Map<string, LoggedEvent[]>();
  private readonly ids = new Set<string>();

  get head(): number {
    return this.events.at(-1)?.position ?? 0;
  }

  markAt(position: number): string | null {
    const event = position < this.first ? undefined : this.events[indexBehind(this.events, position - 1)];
    return event?.position === position ? event.eventId.slice(-12) : null;
  }

  has(eventId: string): boolean {
    return this.ids.has(eventId);
  }

  append(event: NewEvent, position: number, recordedAt: Date): LoggedEvent {
    const logged = { ...event, position, recordedAt };
    this.events.push(logged);
    this.ids.add(event.eventId);
    for (const topic of event.topics) {
      const listed = this.ofTopic.get(topic);
      if (listed) listed.push(logged);
      else this.ofTopic.set(topic, [logged]);
    }
    return logged;
  }

  /** Events behind a position as a reader gets them. */
  read(topic: string | null, after: number, limit: number): readonly LoggedEvent[] {
    const from = Math.max(after, this.first - 1);
    const listed = topic === null ? this.events : this.topic(topic);
    const begin = indexBehind(listed, from);
    return listed.slice(begin, begin + limit);
  }

  /** The first event of a topic behind a position that passes, archived or not. */
  next(topic: string, after: number, passes: (event: LoggedEvent) => boolean): LoggedEvent | undefined {
    const listed = this.topic(topic);
    for (let index = indexBehind(listed, after); index < listed.length; index += 1) {
      const event = listed[index];
      if (event && passes(event)) return event;
    }
    return undefined;
  }

  /** As a backup of that time has it. */
  cutBack(length: number, first: number): void {
    const kept = this.events.slice(0, length);
    this.events = [];
    this.first = first;
    this.ids.clear();
    this.ofTopic.clear();
    for (const event of kept) this.append(event, event.position, event.recordedAt);
  }

  private topic(name: string): readonly LoggedEvent[] {
    return this.ofTopic.get(name) ?? [];
  }
}

function indexBehind(events: readonly LoggedEvent[], position: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.position ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
