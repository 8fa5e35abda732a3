import type { LoggedEvent } from '@lianxin/events';
import { EventQueue } from './event-queue.js';

/**
 * Hands the events of the one log tail to the subscribers of their topics. Everything here happens in one turn of the
 * event loop: an event is in every queue or in none.
 */
export class LiveHub {
  /** Position of the newest event that the tail has told. */
  position = 0;
  private readonly queues = new Map<string, Set<EventQueue>>();
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

  publish(event: LoggedEvent): void {
    this.position = event.position;
    for (const topic of event.topics) {
      for (const queue of this.queues.get(topic) ?? []) queue.push(event);
    }
  }
}
