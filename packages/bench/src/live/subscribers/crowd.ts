import { setTimeout as sleep } from 'node:timers/promises';
import { type Greeting, type OnMessage, Subscriber } from './subscriber.js';

/** Makes the next event happen; it is on its way when the promise settles. */
export type Emit = () => Promise<void>;

/** Sockets that are opened at the same time. */
const openedAtOnce = 64;
const longestWaitMs = 30_000;
const probeMs = 250;
/** Less than the time in which a server that hears nothing hangs up. */
const insistMs = 5_000;

/**
 * All subscribers of one server. They get the same messages, so the n-th message of each is the n-th event: an event has
 * arrived when everybody has it. Stalled ones are not waited for.
 */
export class Crowd implements Disposable {
  private readonly readers = new Set<Subscriber>();
  private readonly stalled = new Set<Subscriber>();
  /** How many have the event of this number. */
  private arrivals: number[] = [];
  private texts: Set<string> | undefined;
  private readonly waiting = new Map<number, () => void>();
  /** Told of every delivery to a reader with the number of its event. */
  onDelivery: ((event: number, subscriber: Subscriber) => void) | undefined;
  private onStalled: OnMessage | undefined;
  private insisting: NodeJS.Timeout | undefined;
  /** Events since `settle`; each has the number that it was told as. */
  told = 0;
  /** Bytes of all messages so far. */
  bytes = 0;

  /** Opens subscribers, and returns when an event has reached each of them. */
  static async gather(greetings: readonly Greeting[], emit: Emit): Promise<Crowd> {
    const crowd = new Crowd();
    try {
      await crowd.admit(greetings);
      await crowd.settle(emit);
      return crowd;
    } catch (error) {
      crowd[Symbol.dispose]();
      throw error;
    }
  }

  get size(): number {
    return this.readers.size;
  }

  async admit(greetings: readonly Greeting[]): Promise<void> {
    const left = greetings.values();
    const open = async (): Promise<void> => {
      for (const greeting of left) this.readers.add(await Subscriber.open(greeting, this.receive));
    };
    await Promise.all(Array.from({ length: openedAtOnce }, open));
  }

  /** Tells events until everybody has had one, waits for those under way, and counts from nothing. */
  async settle(emit: Emit): Promise<void> {
    const end = performance.now() + longestWaitMs;
    for (const reader of this.readers) reader.restart();
    for (;;) {
      await emit();
      await sleep(probeMs);
      if ([...this.readers].every(({ seen }) => seen > 0)) break;
      this.complain();
      if (performance.now() > end) throw new Error('Not everybody who subscribed gets events');
    }
    await this.silence();
    for (const reader of this.readers) reader.restart();
    this.arrivals = [];
    this.told = 0;
  }

  /** Tells one event, and settles when all readers have it. */
  async tell(emit: Emit): Promise<void> {
    this.told += 1;
    const event = this.told;
    await emit();
    await this.arrived(event);
  }

  /** The message of one more event, which must be the same for all readers. */
  async tellAlike(emit: Emit): Promise<string> {
    const texts = (this.texts = new Set());
    await this.tell(emit);
    this.texts = undefined;
    const [text] = texts;
    if (text === undefined || texts.size > 1) throw new Error(`One event is told in ${texts.size} ways`);
    return text;
  }

  private async arrived(event: number): Promise<void> {
    if ((this.arrivals[event] ?? 0) >= this.size) return;
    const timer = Promise.withResolvers<never>();
    const timeout = setTimeout(() => {
      this.complain();
      timer.reject(new Error(`Event ${event} reached ${this.arrivals[event] ?? 0} of ${this.size}`));
    }, longestWaitMs);
    try {
      await Promise.race([new Promise<void>((resolve) => this.waiting.set(event, resolve)), timer.promise]);
    } finally {
      clearTimeout(timeout);
    }
  }

  /** So many of the readers. */
  some(count: number): ReadonlySet<Subscriber> {
    return new Set([...this.readers].slice(0, count));
  }

  /**
   * Some readers read nothing any more. They answer heartbeats that they cannot have seen: how much is kept for them is
   * the question, and not how soon they are given up.
   */
  stall(count: number): void {
    this.insisting ??= setInterval(() => {
      for (const reader of this.stalled) reader.insist();
    }, insistMs);
    for (const reader of this.some(count)) {
      this.readers.delete(reader);
      this.stalled.add(reader);
      reader.stall();
    }
  }

  /** The stalled read what was kept for them; returns how many of them got a message with this in it. */
  async awakened(sign: string): Promise<number> {
    const found = new Set<Subscriber>();
    this.onStalled = (reader, bytes, start, end) => {
      if (bytes.subarray(start, end).includes(sign)) found.add(reader);
    };
    for (const reader of this.stalled) reader.wake();
    await this.silence();
    this.onStalled = undefined;
    return found.size;
  }

  [Symbol.dispose](): void {
    clearInterval(this.insisting);
    for (const subscriber of [...this.readers, ...this.stalled]) subscriber.close();
  }

  private readonly receive: OnMessage = (subscriber, bytes, start, end) => {
    this.bytes += end - start;
    if (!this.readers.has(subscriber)) return this.onStalled?.(subscriber, bytes, start, end);
    const event = subscriber.seen;
    this.texts?.add(bytes.toString('utf8', start, end));
    this.onDelivery?.(event, subscriber);
    const have = (this.arrivals[event] ?? 0) + 1;
    this.arrivals[event] = have;
    if (have < this.size) return;
    this.waiting.get(event)?.();
    this.waiting.delete(event);
  };

  /** Waits until nothing arrives any more. */
  private async silence(): Promise<void> {
    for (let before = -1; before !== this.bytes;) {
      before = this.bytes;
      await sleep(2 * probeMs);
    }
  }

  private complain(): void {
    for (const { failure } of this.readers) if (failure) throw failure;
  }
}
