import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Position, Report } from './report.js';

/** What a process that compares tells the one that watches it, each time it begins with something. */
export interface Message {
  readonly at: Position;
  /** What the operations since the last message brought. */
  readonly report: Report;
  /** This operation differs and is being made smaller. */
  readonly shrinking: boolean;
}

export interface Ended {
  /** `died`: by a signal, as native code does; `threw`: by an exception of JavaScript; `stuck`: silent, and killed. */
  readonly ending: 'done' | 'died' | 'threw' | 'stuck';
  /** What it said of it. */
  readonly words: string;
}

export interface Watch {
  /** How long an operation may take. */
  readonly patienceMs: number;
  /** Ends whatever runs. */
  readonly signal: AbortSignal;
}

/** A process that has not said anything yet is loading, which takes as long as the machine is busy. */
const patienceOfStart = 10;

/** Runs this tool in a process of its own and kills it when it says nothing for too long. */
export function runChild(
  args: readonly string[],
  from: Position,
  { patienceMs, signal }: Watch,
  hear: (message: Message) => void = () => undefined,
): Promise<Ended> {
  const child = fork(fileURLToPath(new URL('./main.ts', import.meta.url)), [...args, '--from', JSON.stringify(from)], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    // Traces of errors that are part of an answer are never read.
    execArgv: [...process.execArgv, '--stack-trace-limit=3'],
    // Without the checks that graphql-js makes for development: a third of the time.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let words = '';
  let stuck = false;
  const kill = (): void => void child.kill('SIGKILL');
  const giveUp = (): void => {
    stuck = true;
    kill();
  };
  let timer = setTimeout(giveUp, patienceMs * patienceOfStart);
  signal.addEventListener('abort', kill);
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString('utf8');
  });
  child.on('message', (message) => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, patienceMs);
    hear(message as Message);
  });
  return new Promise((resolve) => {
    child.on('close', (code, by) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', kill);
      const ending = code === 0 ? 'done' : stuck ? 'stuck' : by === null ? 'threw' : 'died';
      resolve({ ending, words });
    });
  });
}
