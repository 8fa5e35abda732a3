import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverEnvironment } from './cluster.js';
import { commandLine, isAlive } from './process-identity.js';
import type { ServerCommand } from './server-command.js';

/** A running server process. */
export interface Postmaster {
  readonly pid: number;
  /** Settles when the process has ended, wanted or not. */
  readonly exited: Promise<void>;
  hasExited(): boolean;
  /** Ends sessions and stops (fast shutdown); after 30 s at once, and the next start recovers. */
  stop(): Promise<void>;
}

interface LaunchOptions {
  readonly program: string;
  readonly folder: string;
  readonly port: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly command: ServerCommand;
  readonly logFile: string;
}

const gracePeriodMs = 30_000;
const logLimitBytes = 10 * 1024 * 1024;

/** Appends to the log; a big one becomes `.1` first, so that two files are all there ever is. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logLimitBytes) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

/**
 * Starts the server in a session of its own: a Ctrl-C in our terminal reaches us and not it, so that we can let requests
 * end before we stop it. If our process ends in any way it can notice, the server is told to stop as well.
 */
export function launchPostmaster(options: LaunchOptions): Postmaster {
  const { folder, port, settings } = options;
  const log = openLog(options.logFile);
  const flags = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const { program, args, identity } = options.command(options.program, ['-D', folder, ...flags]);
  const child = spawn(program, args, {
    ...identity,
    cwd: folder,
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  let ended = false;
  const signal = (name: NodeJS.Signals): void => void (ended || child.kill(name));
  const lastResort = (): void => signal('SIGINT');
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      ended = true;
      process.off('exit', lastResort);
      resolve();
    };
    child.once('error', end);
    child.once('exit', end);
  });
  process.once('exit', lastResort);
  const stop = async (): Promise<void> => {
    child.ref();
    signal('SIGINT');
    const impatience = setTimeout(() => signal('SIGQUIT'), gracePeriodMs);
    await exited;
    clearTimeout(impatience);
  };
  let stopping: Promise<void> | undefined;
  return { pid: child.pid ?? -1, exited, hasExited: () => ended, stop: () => (stopping ??= stop()) };
}

function pidIn(folder: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(join(folder, 'postmaster.pid'), 'utf8'), 10);
    return Number.isNaN(pid) ? undefined : pid;
  } catch {
    return undefined;
  }
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < withinMs; waitedMs += 25) {
    if (!isAlive(pid)) return true;
    await sleep(25);
  }
  return !isAlive(pid);
}

/**
 * Stops a server that outlived the program that started it (that program was killed). Call it only while holding the
 * instance lock. Returns whether there was one. A pid file whose process is something else by now is removed, since
 * PostgreSQL would take that process for a server.
 */
export async function stopOrphan(folder: string): Promise<boolean> {
  const pid = pidIn(folder);
  if (pid === undefined || !isAlive(pid)) return false;
  if (commandLine(pid)?.includes(folder) !== true) {
    rmSync(join(folder, 'postmaster.pid'), { force: true });
    return false;
  }
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    process.kill(pid, signal);
    if (await isGone(pid, gracePeriodMs)) return true;
  }
  return true;
}
