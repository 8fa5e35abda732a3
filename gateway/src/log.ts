/** Structured fields of a log line. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the gateway writes what an operator should know. `event` is a stable name such as `http.listening`. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** A log that keeps nothing. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
