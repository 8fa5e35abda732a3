import { type ConsumerMessages, DeliverPolicy, jetstream, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { FeedParts, TailFeed } from '../tail/fed-tail.js';
import { openMessage } from './log-message.js';
import { ensureStream, type LogStream } from './log-stream.js';
import { type NatsOptions, natsTimeoutMs } from './nats-options.js';
import { NatsSession } from './nats-session.js';

/** Where to hear, and who hears. */
export interface LogFeedOptions extends FeedParts {
  readonly nats: NatsOptions;
  readonly stream: LogStream;
}

/** Longest silence of a consumer that lives. Two of these, and there is another one. */
const heartbeatMs = 2_000;
/** How long one request for messages stands; the library asks anew. */
const requestMs = 10_000;
const requestedMessages = 500;
/** How long a new connection is not mistrusted. */
const patienceMs = 30_000;

/** What says that the consumer does not bring everything any more. */
const troubles: ReadonlySet<string> = new Set([
  'heartbeats_missed',
  'consumer_not_found',
  'consumer_deleted',
  'stream_not_found',
]);

/** What JetStream brings of the log from now on: it may lose, repeat and confuse anything. */
export class LogFeed implements TailFeed {
  private readonly session: NatsSession;
  private mistrustedAt = -Infinity;

  constructor(private readonly options: LogFeedOptions) {
    this.session = new NatsSession({
      nats: options.nats,
      name: 'lianxin log tail',
      onOpen: (nc) => this.listen(nc),
      onClosed: () => options.onDoubt(Infinity),
      onError: options.onError,
    });
  }

  get isOpen(): boolean {
    return this.session.isOpen;
  }

  start(): void {
    this.session.start();
  }

  stop(): Promise<void> {
    return this.session.stop();
  }

  /**
   * Says that it was silent while the log went on. It may be deaf: a consumer made while its stream is being deleted can
   * go on to send heartbeats and nothing else. Or the relay has no broker, so not each time.
   */
  mistrust(): void {
    const now = performance.now();
    if (now - this.mistrustedAt < patienceMs) return;
    this.mistrustedAt = now;
    this.session.giveUp(new Error('NATS was silent while the log went on'));
  }

  private async listen(nc: NatsConnection): Promise<void> {
    const { stream } = this.options;
    await ensureStream(nc, stream);
    // From now on: what was before is in the log, which has to be asked in any case.
    const consumer = await jetstream(nc, { timeout: natsTimeoutMs }).consumers.get(stream.name, {
      deliver_policy: DeliverPolicy.New,
    });
    const messages = await consumer.consume({
      max_messages: requestedMessages,
      expires: requestMs,
      idle_heartbeat: heartbeatMs,
      callback: (message) => this.hear(message),
    });
    void this.watch(messages);
    this.options.onDoubt(Infinity);
  }

  private async watch(messages: ConsumerMessages): Promise<void> {
    for await (const { type } of messages.status()) {
      if (troubles.has(type)) this.session.giveUp(new Error(`The consumer of the log's stream is lost: ${type}`));
    }
  }

  private hear(message: JsMsg): void {
    const { nats, onEvent, onDoubt, onError } = this.options;
    try {
      const opened = openMessage(nats.key, message);
      if (opened === undefined) throw new Error(`A message on ${message.subject} is not from our relay`);
      if ('event' in opened) onEvent(opened.event);
      else onDoubt(opened.head);
    } catch (error) {
      // As if it had been lost.
      onError(error);
    }
  }
}
