import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { AppError } from '@lianxin/errors';
import type { QueryPlan } from '@graphql-hive/router-query-planner';
import { postpone } from '../prepare/refusal.js';
import {
  plannerModule,
  type Over,
  type Planned,
  type Planner,
  type PlanningRequest,
  type SupergraphText,
} from './planner.js';
import { PlannerQueue } from './planner-queue.js';

/**
 * The whole program of the process: text, because a file beside this one has another name in the build than in the tests.
 * A thread beside the planner waits for the end of the standard input, which comes when the process that started it is
 * gone, however it went: also a planner that does not come back ends then.
 */
const program = `
  const watch = "require('node:fs').readSync(0, Buffer.alloc(1)); process.kill(process.pid, 'SIGKILL')";
  new (require('node:worker_threads').Worker)(watch, { eval: true }).unref();
  const { QueryPlanner } = require(process.argv[1]);
  const planners = new Map();
  process.on('message', ({ over, supergraphSdl, operation }) => {
    try {
      if (supergraphSdl !== undefined) planners.set(over, new QueryPlanner(supergraphSdl));
    } catch (error) {
      return process.send({ fault: String(error?.message ?? error) });
    }
    if (operation === undefined) return process.send({});
    let plan;
    try {
      plan = planners.get(over).plan(operation, undefined, new Set(), 0);
    } catch {}
    process.send({ plan });
  });
`;

const unreadable = 'the query planner cannot read the supergraph';

/** How long the process may take to begin, or to read a supergraph, on a machine that has much else to do. */
const startMs = 30_000;

/** Bounds, and what a test may change. */
export interface PlannerProcessOptions {
  /** How long one plan may take: from some operations the planner does not come back, and then its process is ended. */
  readonly deadlineMs: number;
  /** How long an operation may wait for its turn. */
  readonly waitMs: number;
  /** Path of the planner's module. */
  readonly module?: string;
}

/** A process and the supergraphs that it has read. */
interface Running {
  readonly child: ChildProcess;
  readonly knows: Set<Over>;
}

interface Question {
  readonly over: Over;
  readonly supergraphSdl?: string;
  readonly operation?: string;
}

/** What the process answers, or what ended it: the deadline, somebody from outside, or itself. */
type Answer =
  { readonly plan?: QueryPlan; readonly fault?: string; readonly endedBy?: undefined } | { readonly endedBy: Ending };
type Ending = 'deadline' | 'others' | 'itself';

/**
 * Plans in a process of its own, which the planner may end: it is native code, and there are operations over which it
 * aborts, and others from which it does not come back. There is one such process, started at once, and again by the next
 * operation after its end. It plans one operation at a time, so it is known over which it ended. It keeps the process that
 * started it from ending only while somebody waits for a plan.
 */
export class PlannerProcess implements Planner {
  private readonly queue: PlannerQueue;
  private readonly module: string;
  private running: Running | undefined;
  private waiting = 0;
  private isClosed = false;

  constructor(
    private readonly textOf: SupergraphText,
    private readonly options: PlannerProcessOptions,
  ) {
    this.module = options.module ?? createRequire(import.meta.url).resolve(plannerModule);
    this.queue = new PlannerQueue(options.waitMs);
    // Whether it begins is told to those who ask.
    this.queue.run(() => this.read('whole'), {}).catch(() => undefined);
  }

  async ready(): Promise<void> {
    const read = await this.held(() => this.queue.run(() => this.read('whole'), {}));
    if (!('child' in read)) throw new AppError('BAD_CONFIGURATION', { reason: `${unreadable}: ${read.fault}` });
  }

  plan(over: Over, operation: string, request: PlanningRequest): Promise<Planned> {
    return this.held(() => this.queue.run(() => this.attempt({ over, operation }), request));
  }

  close(): void {
    this.isClosed = true;
    this.running?.child.kill('SIGKILL');
  }

  /** What others ended is begun again, once: it was not the operation's fault, or not only. */
  private async attempt(question: Question, isSecond = false): Promise<Planned> {
    const read = await this.read(question.over);
    if (!('child' in read)) postpone('UNAVAILABLE', 'Nothing can be planned now. Try again later.');
    const answer = await this.ask(read, question, this.options.deadlineMs);
    if (answer.endedBy === 'others' && !isSecond) return this.attempt(question, true);
    if (answer.endedBy) return { ended: true };
    return answer.plan ? { plan: answer.plan } : { ended: false };
  }

  /** The process, when it has read the supergraph; else why not. */
  private async read(over: Over): Promise<Running | { readonly fault: string }> {
    if (this.isClosed) return { fault: 'it is closed' };
    const running = (this.running ??= this.start());
    if (running.knows.has(over)) return running;
    const answer = await this.ask(running, { over, supergraphSdl: this.textOf(over) }, startMs);
    if (answer.endedBy) return { fault: 'its process ended' };
    if (answer.fault !== undefined) return { fault: answer.fault };
    running.knows.add(over);
    return running;
  }

  private ask({ child }: Running, question: Question, deadlineMs: number): Promise<Answer> {
    return new Promise((resolve) => {
      let isLate = false;
      const late = setTimeout(() => (isLate = child.kill('SIGKILL')), deadlineMs).unref();
      const settle = (answer: Answer): void => {
        clearTimeout(late);
        child.off('message', settle).off('exit', end).off('error', fail);
        resolve(answer);
      };
      const end = (_: number | null, signal: NodeJS.Signals | null): void =>
        settle({ endedBy: isLate ? 'deadline' : signal === 'SIGKILL' || signal === 'SIGTERM' ? 'others' : 'itself' });
      const fail = (): void => settle({ endedBy: 'others' });
      child.on('message', settle).on('exit', end).on('error', fail);
      child.send(question, () => undefined);
    });
  }

  private start(): Running {
    const child = spawn(process.execPath, ['--eval', program, this.module], {
      // It needs nothing of what this process knows.
      env: {},
      stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    });
    const forget = (): void => {
      if (this.running?.child === child) this.running = undefined;
    };
    child.on('exit', forget).on('error', forget);
    // Nothing is written to it: it ends with this process.
    const input = child.stdin as Socket | null;
    input?.on('error', () => undefined).unref();
    this.running = { child, knows: new Set() };
    this.hold();
    return this.running;
  }

  /** Does what somebody waits for. */
  private async held<Result>(wait: () => Promise<Result>): Promise<Result> {
    this.waiting++;
    this.hold();
    try {
      return await wait();
    } finally {
      this.waiting--;
      this.hold();
    }
  }

  /** The process that started it stays for who waits, and for nobody else. */
  private hold(): void {
    const child = this.running?.child;
    if (this.waiting > 0) {
      child?.ref();
      child?.channel?.ref();
    } else {
      child?.unref();
      child?.channel?.unref();
    }
  }
}
