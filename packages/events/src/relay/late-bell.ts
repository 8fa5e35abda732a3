import type { Sql } from '@lianxin/database';
import type { LoggedEvent } from '../event.types.js';
import { logChannel, longestMessage, ringStatement } from '../listen/log-bell.js';

/** A NOTIFY wakes a backend of the server for everyone who listens: those who are told without it come first. */
const waitMs = 3;

const ringLog = ringStatement('relay_ring', logChannel);

/** The log's bell, rung a moment after what it rings for; what comes meanwhile shares the ring. */
export class LateBell {
  private types = new Set<string>();
  private dueAt = 0;

  /** @param onDue told when it is time to ring */
  constructor(private readonly onDue: () => void) {}

  /** Something is in the log that it has to ring for. */
  owe(events: readonly LoggedEvent[]): void {
    if (events.length > 0 && this.types.size === 0) {
      this.dueAt = performance.now() + waitMs;
      setTimeout(this.onDue, waitMs).unref();
    }
    for (const { type } of events) this.types.add(type);
  }

  /** Rings if it is time, or the last. A ring that gets lost costs those who wait for it their poll interval. */
  async ring(sql: Sql, isLast = false): Promise<void> {
    // Timers may come a little early.
    if (this.types.size === 0 || (!isLast && performance.now() < this.dueAt - 1)) return;
    const types = [...this.types].join(' ');
    this.types = new Set();
    await sql.query(ringLog, [types.length <= longestMessage ? types : '']);
  }
}
