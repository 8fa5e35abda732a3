import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serverEnvironment } from '../env.js';
import type { PeerReady } from './peer-process.js';

/** A peer in a process of its own. */
export interface RunningPeer extends AsyncDisposable {
  readonly url: URL;
  readonly pid: number;
  /** Says something to it while it runs. */
  tell(message: object): void;
  stop(): Promise<void>;
}

/** Which peer of which benchmark to start, and on what. */
export interface PeerStart {
  readonly benchmark: string;
  readonly name: string;
  /** Goes over the channel and not into the arguments, which are for all to read. */
  readonly options: object;
  /** For the Node.js of that process, e.g. to have it profiled. */
  readonly nodeArguments?: readonly string[];
}

const program = fileURLToPath(new URL('../main.js', import.meta.url));
/** A peer that does not end by itself keeps something open that the benchmark has no use for. */
const longestStopMs = 10_000;

/** Starts a peer and waits for its port. */
export async function runPeer({ benchmark, name, options, nodeArguments = [] }: PeerStart): Promise<RunningPeer> {
  const child = fork(program, ['peer', benchmark, name], {
    env: serverEnvironment(),
    execArgv: [...nodeArguments],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve((message as PeerReady).port));
    child.once('error', reject);
    void exited.then(() => reject(new Error(`The peer ${name} ended`)));
    child.send(options);
  });
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), longestStopMs);
    await exited;
    clearTimeout(timer);
  };
  const url = new URL(`http://127.0.0.1:${port}/graphql`);
  const tell = (message: object): void => void child.send(message);
  return { url, pid: child.pid ?? 0, tell, stop, [Symbol.asyncDispose]: stop };
}
