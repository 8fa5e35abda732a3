import { readFile } from 'node:fs/promises';

/** Linux counts processor time for its readers in hundredths of a second, whatever the machine. */
const msPerTick = 10;

/** Processor time that a process has used so far, in ms; nothing where the system has no `/proc`. */
export async function processorMs(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : processorTicks(text) * msPerTick;
}

/**
 * User and system time in a `/proc/PID/stat`. The name of the program stands in brackets in front of it and may hold
 * spaces and brackets itself, so the fields are counted from the last one that closes.
 */
export function processorTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Resident memory of a process in MiB; nothing where the system has no `/proc`. */
export async function residentMiB(pid: number): Promise<number | undefined> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1];
  return kib === undefined ? undefined : Number(kib) / 1024;
}
