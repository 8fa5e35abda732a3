import { execFileSync } from 'node:child_process';
import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '@lianxin/errors';

/** Whom the server runs as; undefined: as ourselves. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const name = 'postgres';

function numberFrom(program: string, ...args: string[]): number {
  return Number.parseInt(execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }), 10);
}

function findUser(): ServerUser | undefined {
  try {
    return { uid: numberFrom('id', '-u', name), gid: numberFrom('id', '-g', name) };
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root, so root (a plain container) lends it a system user, made if there is none. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = findUser();
  if (existing !== undefined) return existing;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name], {
      stdio: 'ignore',
    });
    return { uid: numberFrom('id', '-u', name), gid: numberFrom('id', '-g', name) };
  } catch (cause) {
    const reason = 'PostgreSQL does not run as root and no user "postgres" could be made; run as an ordinary user';
    throw new AppError('BAD_CONFIGURATION', { reason }, { cause });
  }
}

/** Lets `user` pass through our own data folder, and refuses a folder whose parents would keep it out. */
export function letUserReach(dataDir: string, user: ServerUser): void {
  chmodSync(dataDir, 0o711);
  for (let folder = dirname(dataDir); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid } = statSync(folder);
    const mayEnter = (mode & 0o001) !== 0 || (uid === user.uid && (mode & 0o100) !== 0);
    if (mayEnter) continue;
    const reason = `the user "${name}" cannot enter ${folder}; name another data folder with DATA_DIR`;
    throw new AppError('BAD_CONFIGURATION', { reason });
  }
}
