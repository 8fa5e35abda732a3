import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { isCi, searchPath } from './env.js';

/** What to do where there is none. */
export const natsServerMissing =
  'nats-server is not installed, and the NATS adapter needs a real one: `apt-get install nats-server` (Debian, Ubuntu), ' +
  '`brew install nats-server` (macOS), or a release from https://nats.io/download/ on the PATH.';

/** Debian has it in a folder that is not on everybody's PATH. */
const moreFolders = ['/usr/sbin', '/usr/local/sbin'];

function program(): string | undefined {
  return [...searchPath().split(delimiter), ...moreFolders]
    .map((folder) => join(folder, 'nats-server'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Whether tests can have a nats-server. In CI they must: there it throws instead of letting them be skipped. */
export function hasNatsServer(): boolean {
  if (program() !== undefined) return true;
  if (isCi()) throw new Error(natsServerMissing);
  return false;
}

/** A nats-server with JetStream, as a process of its own on a port of its own. */
export interface NatsServer extends AsyncDisposable {
  readonly url: string;
  /** SIGKILL; returns when it is gone. */
  kill(): Promise<void>;
  /** Removes everything that it has stored. */
  removeStore(): void;
  /** Starts it again on the same port, over what is stored. */
  restart(): Promise<void>;
}

/** Starts one on 127.0.0.1, unless `isRunning` is false; `kill` and `restart` do the rest. */
export async function startNatsServer({ isRunning = true } = {}): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), `lianxin-nats-${String(process.pid)}-`));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const atExit = (): void => void child?.kill('SIGKILL');
  process.once('exit', atExit);
  const restart = async (): Promise<void> => {
    child = await launch(port, folder);
  };
  const kill = async (): Promise<void> => {
    const dying = child;
    child = undefined;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await gone;
  };
  if (isRunning) await restart();
  return {
    url: `nats://127.0.0.1:${String(port)}`,
    kill,
    removeStore: () => rmSync(join(folder, 'jetstream'), { recursive: true, force: true }),
    restart,
    async [Symbol.asyncDispose]() {
      await kill();
      process.off('exit', atExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, folder: string): Promise<ChildProcess> {
  const file = program();
  if (file === undefined) throw new Error(natsServerMissing);
  const child = spawn(file, ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      // Its log goes on for as long as it runs, and has to be read.
      if (said.includes('Server is ready')) return;
      said += text;
      if (said.includes('Server is ready')) resolve();
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`nats-server ended:\n${said}`)));
  });
  return child;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
