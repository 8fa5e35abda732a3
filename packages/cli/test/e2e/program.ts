import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inTime } from './live-client.js';

const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

/** How a program ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** `lianxin`, running as a process of its own. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** What it has written so far. */
  readonly output: { readonly stdout: string; readonly stderr: string };
  readonly ended: Promise<Ending>;
  /** The first match in what it writes to stdout; rejects when it ends, or takes too long, without one. */
  says(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Asks it to stop and waits for the end. */
  stop(): Promise<Ending>;
}

const startMs = 60_000;
const alive = new Set<ChildProcess>();
// Also when a test run ends in a way that leaves no time for tidying up.
process.once('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

/** Runs the built command line with nothing in its environment but what is given. */
export function lianxin(args: readonly string[], environment: Readonly<Record<string, string>>): Program {
  if (!existsSync(`${packageRoot}dist/main.js`))
    throw new Error('The command line is not built: run `npm run build` first');
  return nodeProgram(`lianxin ${args.join(' ')}`, [`${packageRoot}bin/lianxin.js`, ...args], environment);
}

/** Runs Node on `args` in the same way; `name` is what faults call it. */
export function nodeProgram(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Program {
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(process.execPath, args, {
    env: { PATH, HOME, LANG: 'en_US.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const output = { stdout: '', stderr: '' };
  let tell: () => void = () => undefined;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      tell();
    });
  }
  let ending: Ending | undefined;
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => {
      alive.delete(child);
      ending = { code, signal };
      tell();
      resolve(ending);
    });
  });
  const said = async (pattern: RegExp): Promise<RegExpExecArray> => {
    for (;;) {
      const match = pattern.exec(output.stdout);
      if (match) return match;
      if (ending) throw new Error(`${name} ended:\n${output.stdout}\n${output.stderr}`);
      await new Promise<void>((resolve) => (tell = resolve));
    }
  };
  const stop = async (): Promise<Ending> => {
    child.kill('SIGINT');
    return inTime(ended, `stopping ${name}`, 30_000).catch((error: unknown) => {
      child.kill('SIGKILL');
      throw error;
    });
  };
  return {
    pid: child.pid ?? -1,
    output,
    ended,
    says: (pattern, withinMs = startMs) => inTime(said(pattern), `${name}: ${String(pattern)}`, withinMs),
    signal: (name) => void child.kill(name),
    stop,
    async [Symbol.asyncDispose]() {
      if (!ending) await stop();
    },
  };
}

/** Runs a command to its end. */
export async function runLianxin(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  withinMs = startMs,
) {
  const program = lianxin(args, environment);
  const what = `lianxin ${args.join(' ')}`;
  const { code } = await inTime(program.ended, what, withinMs).catch((error: unknown) => {
    program.signal('SIGKILL');
    throw error;
  });
  return { code, ...program.output };
}
