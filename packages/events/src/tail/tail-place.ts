import type { Sql } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { assertKept, readLog } from '../log/read-log.js';
import type { LogTailOptions } from './log-tail.types.js';

/** Where a tail is in the log. It moves on when events were handed over, and only then. */
export class TailPlace {
  private readonly onEvents: LogTailOptions['onEvents'];
  private read = 0;
  private brought = 0;
  readonly batchSize: number;

  constructor(
    options: LogTailOptions,
    private at: number,
  ) {
    this.onEvents = options.onEvents;
    this.batchSize = options.batchSize ?? 500;
  }

  get position(): number {
    return this.at;
  }

  get counts(): { readonly read: number; readonly brought: number } {
    return { read: this.read, brought: this.brought };
  }

  /** Hands over the next batch of the log; how many events it had. */
  async readOn(sql: Sql): Promise<number> {
    const events = await readLog(sql, { after: this.at, limit: this.batchSize });
    if (events.length === 0) return 0;
    // Positions have no gap, unless what was between is archived.
    assertKept(this.at, events[0]?.position ?? 0);
    await this.handOver(events);
    this.read += events.length;
    return events.length;
  }

  /** Hands over events that a feed brought; the first one is the next of the log, and none is missing between them. */
  async take(events: readonly LoggedEvent[]): Promise<void> {
    await this.handOver(events);
    this.brought += events.length;
  }

  private async handOver(events: readonly LoggedEvent[]): Promise<void> {
    await this.onEvents(events);
    this.at = events.at(-1)?.position ?? this.at;
  }
}
