import type { LogTail, LogTailOptions } from './log-tail.types.js';
import { startNatsTail } from './nats-tail.js';
import { startPostgresTail } from './postgres-tail.js';

/**
 * Follows the log from a position on. Every event is handed over once and in the order of the log, whatever becomes of
 * connections, of the server, and of the broker where there is one: the place is kept here, and what was not heard is
 * read. Rejects if the database is not reachable now; later losses are reported to `onError` and mended. So is
 * LOG_ARCHIVED, when the events behind its position are not kept any more; it then hands over nothing, again and again,
 * rather than leave a gap.
 */
export function startLogTail(options: LogTailOptions): Promise<LogTail> {
  return options.nats === undefined ? startPostgresTail(options) : startNatsTail(options, options.nats);
}
