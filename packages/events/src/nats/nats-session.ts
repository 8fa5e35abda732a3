import { AppError } from '@lianxin/errors';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { WorkLoop } from '../listen/work-loop.js';
import { connectionOf, natsHosts, type NatsOptions, natsTimeoutMs } from './nats-options.js';

/** How a connection is used, and what is told of it. */
export interface NatsSessionOptions {
  readonly nats: NatsOptions;
  readonly name: string;
  /** Sets up everything that belongs to a connection. If it rejects, there will be another one. */
  readonly onOpen: (nc: NatsConnection) => Promise<void>;
  readonly onClosed: () => void;
  readonly onError: (error: unknown) => void;
}

/** A server that says nothing for two of these is gone. */
const pingMs = 5_000;
/** How often it is asked whether it is closed, though that rings. */
const lookMs = 60_000;

/**
 * Keeps a connection to NATS, for ever. The library's own reconnecting is off: with the connection goes what belongs to
 * it, consumer and perhaps stream, and there is one way to set all that up, the first time as the hundredth.
 */
export class NatsSession {
  private current: NatsConnection | undefined;
  private readonly loop: WorkLoop;

  constructor(private readonly options: NatsSessionOptions) {
    this.loop = new WorkLoop({ step: () => this.step(), pollMs: () => lookMs, onError: options.onError });
  }

  get isOpen(): boolean {
    return this.current?.isClosed() === false;
  }

  start(): void {
    this.loop.start();
  }

  /** Gives this connection up; another one follows. */
  giveUp(error: unknown): void {
    if (!this.isOpen || this.loop.isStopped) return;
    this.options.onError(error);
    void this.current?.close();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
    await this.current?.close();
  }

  private async step(): Promise<boolean> {
    if (this.current !== undefined) return false;
    const nc = await this.open();
    try {
      await this.options.onOpen(nc);
    } catch (error) {
      await nc.close();
      throw error;
    }
    this.current = nc;
    void nc.closed().then(() => {
      this.current = undefined;
      this.options.onClosed();
      this.loop.ring();
    });
    return false;
  }

  private async open(): Promise<NatsConnection> {
    const { nats, name } = this.options;
    try {
      return await connect({
        ...connectionOf(nats.url),
        name,
        reconnect: false,
        timeout: natsTimeoutMs,
        pingInterval: pingMs,
        maxPingOut: 2,
      });
    } catch (cause) {
      throw new AppError('BROKER_UNREACHABLE', { host: natsHosts(nats.url) }, { cause });
    }
  }
}
