import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@lianxin/errors';
import type { Environment } from '../env.js';

/** The password of the demonstration accounts, as the screen shows it. */
export interface DemoPassword {
  readonly password: string;
  /** Whether accounts of an earlier start have it already. */
  readonly holds: boolean;
  /** To be called when the accounts have it. */
  keep(): void;
}

/**
 * The password that DEMO_PASSWORD names, or else one that is made up, once, and kept beside the data so that every start
 * can show it. A named one is written nowhere; what was kept before no longer holds then, and is forgotten.
 */
export function demoPasswordOf({ demoPassword, dataDir }: Environment): DemoPassword {
  const file = join(dataDir, 'demo-password');
  if (demoPassword !== undefined)
    return { password: demoPassword, holds: false, keep: () => rmSync(file, { force: true }) };
  if (existsSync(file)) return { password: readFileSync(file, 'utf8').trim(), holds: true, keep: () => undefined };
  const password = randomBytes(9).toString('base64url');
  return { password, holds: false, keep: () => write(dataDir, file, password) };
}

function write(dataDir: string, file: string, password: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
  } catch (error) {
    throw new AppError('DATA_DIR_NOT_WRITABLE', { dataDir }, { cause: error });
  }
}
