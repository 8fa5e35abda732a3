import { setTimeout as sleep } from 'node:timers/promises';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { LoggedEvent } from '../event.types.js';
import { type LogMessage, sealMessage } from './log-message.js';
import { ensureStream, type LogStream } from './log-stream.js';
import { type NatsOptions, natsTimeoutMs } from './nats-options.js';
import { NatsSession } from './nats-session.js';

/** Where to hand on, and whom to tell of losses. */
export interface LogPublisherOptions {
  readonly nats: NatsOptions;
  readonly stream: LogStream;
  readonly onError: (error: unknown) => void;
  /** Events that may wait for NATS; 10,000 unless told. What comes beyond is dropped. */
  readonly bound?: number;
}

/** Messages that may be under way without having been acknowledged. */
const window = 256;
/** How long a stop waits for what is under way. */
const farewellMs = 1_000;

/**
 * Hands on what was logged, as far as it can. Nothing waits for it and nothing depends on it: what it drops, tails read
 * from the log, and after a loss they are told how far that goes.
 */
export class LogPublisher {
  private readonly session: NatsSession;
  private jetstream: JetStreamClient | undefined;
  private queue: LoggedEvent[] = [];
  private isPumping = false;
  private pumped: Promise<void> | undefined;
  /** The last position that was dropped since the tails were told; 0 if none was. */
  private lostUpTo = 0;

  constructor(private readonly options: LogPublisherOptions) {
    this.session = new NatsSession({
      nats: options.nats,
      name: 'lianxin relay',
      onOpen: (nc) => this.open(nc),
      onClosed: () => (this.jetstream = undefined),
      onError: options.onError,
    });
  }

  start(): void {
    this.session.start();
  }

  /** Returns at once. */
  publish(events: readonly LoggedEvent[]): void {
    const free = this.jetstream === undefined ? 0 : (this.options.bound ?? 10_000) - this.queue.length;
    this.queue.push(...events.slice(0, free));
    this.lose(events.slice(free));
    this.startPump();
  }

  async stop(): Promise<void> {
    await Promise.race([this.pumped, sleep(farewellMs, undefined, { ref: false })]);
    await this.session.stop();
  }

  private async open(nc: NatsConnection): Promise<void> {
    const { stream } = this.options;
    await ensureStream(nc, stream);
    this.jetstream = jetstream(nc, { timeout: natsTimeoutMs });
    this.startPump();
  }

  private startPump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    this.pumped = this.pump();
  }

  private async pump(): Promise<void> {
    while (this.jetstream !== undefined && (this.queue.length > 0 || this.lostUpTo > 0)) {
      const batch = this.queue.splice(0, window);
      try {
        if (batch.length === 0) await this.confess(this.jetstream);
        else await this.sendAll(this.jetstream, batch);
      } catch (error) {
        this.lose(batch);
        this.jetstream = undefined;
        this.session.giveUp(error);
      }
    }
    if (this.jetstream === undefined) this.lose(this.queue.splice(0));
    this.isPumping = false;
  }

  private async sendAll(client: JetStreamClient, events: readonly LoggedEvent[]): Promise<void> {
    await Promise.all(events.map((event) => this.send(client, { event })));
  }

  private lose(events: readonly LoggedEvent[]): void {
    this.lostUpTo = Math.max(this.lostUpTo, events.at(-1)?.position ?? 0);
  }

  /** Tells the tails how far the log goes of which something was dropped. */
  private async confess(client: JetStreamClient): Promise<void> {
    const head = this.lostUpTo;
    await this.send(client, { head });
    if (this.lostUpTo === head) this.lostUpTo = 0;
  }

  private async send(client: JetStreamClient, message: LogMessage): Promise<void> {
    const { nats, stream } = this.options;
    const { data, headers } = sealMessage(nats.key, stream.subject, message);
    await client.publish(stream.subject, data, {
      headers,
      // The broker knows a fact by its id, and takes it once.
      ...('event' in message && { msgID: message.event.eventId }),
    });
  }
}
