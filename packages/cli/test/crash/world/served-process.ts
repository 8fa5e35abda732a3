import { createServer } from 'node:net';
import type { Program } from '../../e2e/program.js';
import { until } from '../until.js';

const startMs = 60_000;

/** A process of the platform that is killed and started again under the same address. */
export interface ServedProcess {
  readonly name: string;
  /** SIGKILL; returns when it is gone. */
  kill(): Promise<void>;
  /** Starts it again; returns when it serves. */
  restart(): Promise<void>;
  /** SIGSTOP: it does nothing more, and its connections stay. */
  freeze(): void;
  /** Ends that nobody asked for of a process that served, with what was said before. */
  readonly unasked: readonly string[];
  /** Everything it has written in all its lives. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts a process; `launch` makes each of its lives, `ready` is what it says when it serves. */
export async function servedProcess(name: string, launch: () => Program, ready: RegExp): Promise<ServedProcess> {
  const lives: Program[] = [];
  const unasked: string[] = [];
  let expected = false;
  /** One life; false when it ended before it served. */
  const live = async (): Promise<boolean> => {
    const life = launch();
    lives.push(life);
    let [serves, hasEnded] = [false, false];
    void life.ended.then(({ code, signal }) => {
      hasEnded = true;
      if (expected || !serves) return;
      unasked.push(`${name} ended with ${signal ?? code}: ${life.output.stderr.slice(-2_000)}`);
    });
    try {
      await life.says(ready);
      return (serves = true);
    } catch (error) {
      if (hasEnded) return false;
      throw error;
    }
  };
  /** As a supervisor does: a start that fails, because the database is down too, is tried again. */
  const start = (): Promise<true> => {
    expected = false;
    return until(`${name} to serve`, startMs, live);
  };
  await start();
  return {
    name,
    unasked,
    async kill() {
      expected = true;
      lives.at(-1)?.signal('SIGKILL');
      await lives.at(-1)?.ended;
    },
    restart: async () => void (await start()),
    freeze: () => lives.at(-1)?.signal('SIGSTOP'),
    output: () => lives.map(({ output }) => output.stdout + output.stderr).join('--- killed ---\n'),
    async stop() {
      expected = true;
      await lives.at(-1)?.[Symbol.asyncDispose]();
    },
  };
}

/** Ports that nobody listens on now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer();
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  return Promise.all(
    servers.map((server) => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      return new Promise<number>((resolve) => server.close(() => resolve(port)));
    }),
  );
}
