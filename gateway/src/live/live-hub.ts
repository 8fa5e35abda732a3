import type { LoggedEvent, PlacedEvent } from '@lianxin/events';
import { EventQueue } from './event-queue.js';
import { ExpectedEvents } from './expected-events.js';

/**
 * Hands the events of the one log tail to the subscribers of their topics. Everything here happens in one turn of the
 * event loop: an event is in every queue or in none.
 */
export class LiveHub {
  /** Position of the newest event that the tail has told. */
  position = 0;
  private readonly queues = new Map<string, Set<EventQueue>>();
  private readonly expected = new ExpectedEvents();
  private count = 0;

  constructor(private readonly queueBound: number) {}

  /** How many subscribers listen. */
  get subscribers(): number {
    return this.count;
  }

  /** A queue that gets every event of the topic from now on. */
  attach(topic: string): EventQueue {
    const queue = new EventQueue(this.queueBound);
    const listeners = this.queues.get(topic);
    if (listeners) listeners.add(queue);
    else this.queues.set(topic, new Set([queue]));
    this.count += 1;
    return queue;
  }

  detach(topic: string, queue: EventQueue): void {
    const listeners = this.queues.get(topic);
    if (!listeners?.delete(queue)) return;
    this.count -= 1;
    if (listeners.size === 0) this.queues.delete(topic);
  }

  /**
   * Gives readers that are eager what the relay is about to commit, so that they work while it waits for the disk. Only
   * what follows on what was told: what is before it would come too late.
   */
  expect(events: readonly PlacedEvent[]): void {
    if (this.count === 0 || events[0]?.position !== this.position + 1) return;
    for (const event of this.expected.begin(events)) {
      for (const topic of event.topics) {
        for (const queue of this.queues.get(topic) ?? []) if (queue.isEager) queue.push(event);
      }
    }
  }

  /** What is expected may never be told. */
  doubt(): void {
    this.expected.giveUp();
  }

  publish(event: LoggedEvent): void {
    this.position = event.position;
    this.expected.told(event);
    for (const topic of event.topics) {
      for (const queue of this.queues.get(topic) ?? []) queue.push(event);
    }
  }
}
