import { execFileSync } from 'node:child_process';
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
