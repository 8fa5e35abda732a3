import type { LoggedEvent } from '../event.types.js';
import { SessionKeeper } from '../listen/session.js';
import { WorkLoop } from '../listen/work-loop.js';
import { logChannel } from '../relay/move-batch.js';
import { assertKept, latestPosition, readLog } from './read-log.js';

/** How to follow the log. */
export interface LogTailOptions {
  /** The database as any role: all may read the log. */
  readonly url: string;
  /** The position after which to start; the end of the log unless told. */
  readonly from?: number;
  /**
   * Gets every event once, in order, in batches; the next batch waits for it. If it throws, the same batch comes again:
   * an error must not become a gap.
   */
  readonly onEvents: (events: readonly LoggedEvent[]) => void | Promise<void>;
  readonly onError?: (error: unknown) => void;
  /** Events a batch at most; 500 unless told. */
  readonly batchSize?: number;
  /** How often to look without being woken; 1 s unless told. */
  readonly pollMs?: number;
}

/** A reader that follows the log. */
export interface LogTail extends AsyncDisposable {
  /** The position of the last event handed over. */
  position(): number;
  /** Ends after the batch under way. */
  stop(): Promise<void>;
}

/**
 * Follows the log from a position on. It reads positions in order and keeps its place outside the connection, so that a
 * lost one neither skips nor repeats; notifications only make it look sooner. Rejects if the database is not reachable
 * now; later losses are reported to `onError` and mended. So is LOG_ARCHIVED, when the events behind its position are not
 * kept any more; it then hands over nothing, again and again, rather than leave a gap.
 */
export async function startLogTail(options: LogTailOptions): Promise<LogTail> {
  const batchSize = options.batchSize ?? 500;
  const loop = new WorkLoop({
    step,
    pollMs: options.pollMs ?? 1_000,
    onError: (error) => options.onError?.(error),
  });
  const keeper = new SessionKeeper({
    url: options.url,
    applicationName: 'lianxin log tail',
    channels: [logChannel],
    onSignal: () => loop.ring(),
  });
  let position = options.from ?? (await latestPosition(await keeper.get()));
  await keeper.get();

  async function step(): Promise<boolean> {
    const sql = await keeper.get();
    const events = await readLog(sql, { after: position, limit: batchSize });
    const last = events.at(-1);
    if (last === undefined) return false;
    // Positions have no gap, unless what was between is archived.
    assertKept(position, events[0]?.position ?? 0);
    await options.onEvents(events);
    position = last.position;
    return events.length === batchSize;
  }

  const stop = async (): Promise<void> => {
    await loop.stop();
    await keeper.close();
  };
  loop.start();
  return { position: () => position, stop, [Symbol.asyncDispose]: stop };
}
