import type { Watched } from './watchers.sql.js';

/** What the writer in the platform's process is asked: an event about this, in this database. */
export interface WriteOrder {
  readonly adminUrl: string;
  readonly watched: Watched;
}

/** Milliseconds on the machine's monotonic clock, which all of its processes share. */
export interface WrittenAt {
  readonly sent: number;
  readonly returned: number;
}

/** How far that clock is ahead of this process's `performance.now()`. */
export const clockAheadMs = (): number => Number(process.hrtime.bigint()) / 1e6 - performance.now();
