import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { Turns } from '../turns.js';

/** What became of an operation. Without a plan, the planner found none, or its process ended over it, or was ended. */
export type ChildOutcome = { readonly plan: QueryPlan } | { readonly plan?: undefined; readonly ended: boolean };

/**
 * The whole program of the process: text, because a file beside this one has another name in the build than in the tests.
 * It ends by itself when its channel closes, also when the process that started it is killed; a thread beside it sees to
 * that while the planner does not come back.
 */
const program = `
  const { QueryPlanner } = require(process.argv[1]);
  const watch = 'setInterval(() => process.ppid === ' + process.ppid + ' || process.kill(process.pid, "SIGKILL"), 1000)';
  new (require('node:worker_threads').Worker)(watch, { eval: true }).unref();
  let planner;
  process.on('message', ({ supergraphSdl, operation }) => {
    planner ??= new QueryPlanner(supergraphSdl);
    let plan;
    try {
      plan = planner.plan(operation, undefined, new Set(), 0);
    } catch {}
    process.send({ plan });
  });
`;
const planner = createRequire(import.meta.url).resolve('@graphql-hive/router-query-planner');

/** How long the process is kept for the next operation. */
const idleMs = 10_000;

/** What a test may change. */
export interface ChildPlannerOptions {
  /** How long one operation may take: over some the planner does not come back, and then its process is ended. */
  readonly deadlineMs?: number;
  /** Path of the planner's module. */
  readonly module?: string;
}

/**
 * Plans in a process of its own, for operations over which the planner may end the process it runs in. There is one such
 * process, started by the first operation that needs it and again by the next after its end, and it plans one operation
 * at a time: so it is known over which it ended. Callers take turns.
 */
export class ChildPlanner {
  private readonly turns = new Turns((step) => {
    // By then who has just been let in has begun.
    setImmediate(() => void this.last.then(step, step));
  });
  private last: Promise<unknown> = Promise.resolve();
  private child: ChildProcess | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly supergraphSdl: string,
    private readonly options: ChildPlannerOptions = {},
  ) {}

  async plan(operation: string, caller: object | undefined): Promise<ChildOutcome> {
    await this.turns.next(caller);
    const outcome = this.ask(operation);
    this.last = outcome;
    return outcome;
  }

  private ask(operation: string): Promise<ChildOutcome> {
    clearTimeout(this.idle);
    const known = this.child?.connected ? this.child : undefined;
    const child = (this.child = known ?? this.start());
    hold(child);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => child.kill('SIGKILL'), this.options.deadlineMs ?? 5_000);
      const settle = (outcome: ChildOutcome): void => {
        clearTimeout(late);
        child.off('message', hear).off('exit', end).off('error', reject);
        resolve(outcome);
      };
      const hear = ({ plan }: { readonly plan?: QueryPlan }): void => {
        settle(plan ? { plan } : { ended: false });
        release(child);
        this.idle = setTimeout(() => child.connected && child.disconnect(), idleMs).unref();
      };
      const end = (): void => settle({ ended: true });
      // An error is one of starting it.
      child.on('message', hear).on('exit', end).on('error', reject);
      child.send({ operation, ...(!known && { supergraphSdl: this.supergraphSdl }) }, () => undefined);
    });
  }

  private start(): ChildProcess {
    return spawn(process.execPath, ['--eval', program, this.options.module ?? planner], {
      // It needs nothing of what this process knows.
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
  }
}

/** Somebody waits: this process stays for it. */
function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

/** An idle one keeps nobody from ending. */
function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
