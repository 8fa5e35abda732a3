import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@lianxin/errors';
import type { ServerUser } from './postgres-user.js';

/** A program, its arguments, and as whom to spawn it. */
export interface Command {
  readonly program: string;
  readonly args: string[];
  readonly identity: Partial<ServerUser>;
}

/** Turns a program of the server into the command that runs it as it must be run here. */
export type ServerCommand = (program: string, args: readonly string[]) => Command;

function firstClosedFolder(path: string, user: ServerUser): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid } = statSync(folder);
    const mayEnter = (mode & 0o001) !== 0 || (uid === user.uid && (mode & 0o100) !== 0);
    if (!mayEnter) return folder;
  }
  return undefined;
}

/** The weakest right that passes closed folders and that we have to give: reading anything, else writing too. */
function passingCapability(): string | undefined {
  const bounds = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const has = (bit: number): boolean => ((BigInt(`0x${bounds}`) >> BigInt(bit)) & 1n) === 1n;
  return has(2) ? 'dac_read_search' : has(1) ? 'dac_override' : undefined;
}

function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * How to run the server's programs. As ourselves, unless we are root; then as `user`. Root often works in folders that
 * nobody else may enter (its home), where that user could reach neither the programs nor the data. Then it is lent the
 * one right to pass folders: less than root has, and no folder's mode is changed but that of our own data folder.
 */
export function serverCommand(user: ServerUser | undefined, dataDir: string, programFolder: string): ServerCommand {
  if (user === undefined) return (program, args) => ({ program, args: [...args], identity: {} });
  chmodSync(dataDir, 0o711);
  // initdb looks for its programs by access(2), which ignores lent rights: folders on the way get passage, not reading.
  for (const path of [dataDir, `${programFolder}/`]) {
    for (let folder = firstClosedFolder(path, user); folder; folder = firstClosedFolder(path, user)) {
      chmodSync(folder, statSync(folder).mode | 0o001);
    }
  }
  const closed = firstClosedFolder(dataDir, user) ?? firstClosedFolder(`${programFolder}/`, user);
  if (closed === undefined) return (program, args) => ({ program, args: [...args], identity: user });
  const capability = process.platform === 'linux' && isInstalled('setpriv') ? passingCapability() : undefined;
  if (capability === undefined) {
    const reason = `the user "postgres", as whom root runs the database, cannot enter ${closed}; allow it (chmod o+x) or name another data folder with DATA_DIR`;
    throw new AppError('BAD_CONFIGURATION', { reason });
  }
  const lend = [`--reuid=${String(user.uid)}`, `--regid=${String(user.gid)}`, '--clear-groups'];
  const grants = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`];
  return (program, args) => ({ program: 'setpriv', args: [...lend, ...grants, '--', program, ...args], identity: {} });
}
