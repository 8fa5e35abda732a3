import type { Log, LogFields } from '@lianxin/gateway';

type Level = 'info' | 'warn' | 'error';

/** Errors as something a log line can hold; what they were caused by included, secrets never. */
function plain(value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause !== undefined && { cause: plain(cause) }) };
}

/** A log of one JSON object a line, as collectors read it. */
export function jsonLog(write: (line: string) => void): Log {
  const line =
    (level: Level) =>
    (event: string, fields: LogFields = {}): void => {
      const shown = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)]));
      write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...shown })}\n`);
    };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}
