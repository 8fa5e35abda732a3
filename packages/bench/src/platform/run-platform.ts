import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { attachToRunning } from '@lianxin/database';
import { serverEnvironment } from '../env.js';

/** The whole platform as anybody runs it, in a process of its own. */
export interface RunningPlatform extends AsyncDisposable {
  readonly graphql: URL;
  /** Administrator's address of its embedded PostgreSQL. */
  readonly adminUrl: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** As installed: the command that `npx lianxin` runs. */
const program = fileURLToPath(import.meta.resolve('@lianxin/cli/bin/lianxin.js'));
const longestStartMs = 120_000;

/**
 * Starts `lianxin start --no-demo` on an empty data folder and waits for its screen.
 * @param nodeArguments for the Node.js of that process, e.g. to have it profiled
 * @param settings variables of its environment
 */
export async function runPlatform(
  dataDir: string,
  nodeArguments: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningPlatform> {
  const child = spawn(process.execPath, [...nodeArguments, program, 'start', '--no-demo'], {
    env: serverEnvironment({ DATA_DIR: dataDir, PORT: '0', LANG: 'en_GB.UTF-8', LC_ALL: '', ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let shown = '';
  const port = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The platform did not start:\n${shown}`)), longestStartMs);
    const read = (chunk: Buffer): void => {
      shown += chunk.toString();
      const found = /http:\/\/[^\s:]+:(\d+)\/graphql/.exec(shown)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', reject);
    void exited.then(() => {
      clearTimeout(timer);
      reject(new Error(`The platform ended:\n${shown}`));
    });
  }).catch((error: unknown) => {
    child.kill('SIGTERM');
    throw error;
  });
  const adminUrl = attachToRunning(dataDir);
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  if (adminUrl === undefined) {
    await stop();
    throw new Error('The platform runs without an embedded PostgreSQL');
  }
  const graphql = new URL(`http://127.0.0.1:${port}/graphql`);
  return { graphql, adminUrl, pid: child.pid ?? 0, stop, [Symbol.asyncDispose]: stop };
}
