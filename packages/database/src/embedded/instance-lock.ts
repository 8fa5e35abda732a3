import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@lianxin/errors';
import { codeOf } from '../error-code.js';
import { birthMark, isAlive } from './process-identity.js';

/** What `instance.json` says of the program that uses a data folder. */
export interface Instance {
  readonly pid: number;
  /** Absent where the system does not tell when a process began. */
  readonly birthMark?: string;
  readonly startedAt: string;
  /** Absent until the server answers. */
  readonly port?: number;
}

/** The data folder, held for this process. */
export interface InstanceLock {
  /** Publishes where the server listens, for programs that attach to it. */
  announce(port: number): void;
  release(): void;
}

const fileOf = (dataDir: string): string => join(dataDir, 'instance.json');

/** The instance that the file names, alive or not. */
function readInstance(path: string): Instance | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const isInstance = typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number';
    return isInstance ? (value as Instance) : undefined;
  } catch {
    return undefined;
  }
}

function isRunning({ pid, birthMark: mark }: Instance): boolean {
  if (!isAlive(pid)) return false;
  return mark === undefined || mark === birthMark(pid);
}

/** The live instance on this data folder, if there is one. */
export function runningInstance(dataDir: string): Instance | undefined {
  const instance = readInstance(fileOf(dataDir));
  return instance !== undefined && isRunning(instance) ? instance : undefined;
}

/**
 * Takes the data folder for this process, or throws DATA_DIR_IN_USE. The file appears under its name only when it is
 * complete (a hard link), so of two programs that start at once exactly one wins. A file left by a program that died is
 * moved aside first, under a name of our own: only one can move it.
 */
export function takeInstanceLock(dataDir: string, now: Date): InstanceLock {
  const path = fileOf(dataDir);
  const mine: Instance = { pid: process.pid, birthMark: birthMark(process.pid), startedAt: now.toISOString() };
  const draft = `${path}.${String(process.pid)}-${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o644 });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        linkSync(draft, path);
        return heldLock(path, mine);
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
      const holder = runningInstance(dataDir);
      if (holder !== undefined) throw new AppError('DATA_DIR_IN_USE', { dataDir, pid: holder.pid });
      moveAside(path, `${draft}.stale`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new AppError('DATA_DIR_IN_USE', { dataDir, pid: readInstance(path)?.pid ?? '?' });
}

function moveAside(path: string, aside: string): void {
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else moved it first
  }
  const moved = readInstance(aside);
  // Between our look and our move the stale file may have been replaced by a live one: give it back.
  if (moved !== undefined && isRunning(moved)) linkSync(aside, path);
  rmSync(aside, { force: true });
}

function heldLock(path: string, mine: Instance): InstanceLock {
  return {
    announce(port) {
      const draft = `${path}.${String(mine.pid)}-announce`;
      writeFileSync(draft, JSON.stringify({ ...mine, port }), { mode: 0o644 });
      renameSync(draft, path);
    },
    release() {
      const holder = readInstance(path);
      if (holder?.pid === mine.pid && holder.startedAt === mine.startedAt) rmSync(path, { force: true });
    },
  };
}
