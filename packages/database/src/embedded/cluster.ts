import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@lianxin/errors';
import type { Binaries } from './binaries.js';
import type { ServerUser } from './postgres-user.js';
import type { Command, ServerCommand } from './server-command.js';

/** The superuser of an embedded server. */
export const superuser = 'lianxin_admin';

/** Where things lie in a data folder. */
export const clusterFolder = (dataDir: string): string => join(dataDir, 'postgres');
export const logFileOf = (dataDir: string): string => join(dataDir, 'postgres.log');
const passwordFileOf = (dataDir: string): string => join(dataDir, 'postgres-password');
const draftPrefix = 'postgres.draft-';

/** The superuser's password, made at the first start. Readable by the program's own user only. */
export function readPassword(dataDir: string): string {
  return readFileSync(passwordFileOf(dataDir), 'utf8').trim();
}

function ensurePassword(dataDir: string): string {
  const path = passwordFileOf(dataDir);
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' });
  chmodSync(path, 0o600);
  return readPassword(dataDir);
}

export const hasCluster = (dataDir: string): boolean => existsSync(join(clusterFolder(dataDir), 'PG_VERSION'));

/**
 * Creates the cluster: UTF-8, sorted by code point in every installation (the built-in provider, so that no upgrade of
 * the system's locales can corrupt an index), passwords by SCRAM. It is made under another name and renamed when
 * complete; what an interrupted first start left is removed.
 */
export async function createCluster(
  dataDir: string,
  binaries: Binaries,
  user: ServerUser | undefined,
  command: ServerCommand,
): Promise<void> {
  for (const entry of readdirSync(dataDir)) {
    if (entry.startsWith(draftPrefix)) rmSync(join(dataDir, entry), { recursive: true, force: true });
  }
  const draft = join(dataDir, `${draftPrefix}${randomBytes(4).toString('hex')}`);
  const passwordCopy = `${draft}-password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordCopy, `${ensurePassword(dataDir)}\n`, { mode: 0o600 });
  if (user !== undefined) for (const path of [draft, passwordCopy]) chownSync(path, user.uid, user.gid);
  const args = [
    `--pgdata=${draft}`,
    `--username=${superuser}`,
    `--pwfile=${passwordCopy}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  try {
    const output = await run(command(binaries.initdb, args), dataDir);
    if (output !== undefined) {
      writeFileSync(logFileOf(dataDir), output, { flag: 'a', mode: 0o600 });
      throw new AppError('EMBEDDED_POSTGRES_FAILED', { logFile: logFileOf(dataDir) });
    }
  } finally {
    rmSync(passwordCopy, { force: true });
  }
  renameSync(draft, clusterFolder(dataDir));
}

/** Runs a program to its end; its output when it failed. */
function run({ program, args, identity }: Command, cwd: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...identity, cwd, env: serverEnvironment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve(code === 0 ? undefined : output));
  });
}

/** All the environment the server sees; ours may hold secrets and settings (PGPORT, LANG) that are not meant for it. */
export const serverEnvironment = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };
