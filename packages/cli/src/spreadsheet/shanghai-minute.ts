const offsetMs = 8 * 3_600_000;

/** An instant on the wall clock of Asia/Shanghai, to the minute: `2026-03-05 09:00`. */
export function shanghaiMinute(instant: Date): string {
  return new Date(instant.getTime() + offsetMs).toISOString().slice(0, 16).replace('T', ' ');
}
