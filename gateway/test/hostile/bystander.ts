import type { ChildProcess } from 'node:child_process';
import { startProgram } from './start-program.js';

/** How long a harmless client waited, in milliseconds. */
export interface Waits {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Answers that were not what they always are. */
  readonly wrong: readonly string[];
}

/** The harmless client, seen from the runner: what the runner itself is busy with does not count as its waiting. */
export class Bystander implements AsyncDisposable {
  private readonly child: ChildProcess;

  constructor(url: string) {
    this.child = startProgram('bystander-process', [url]);
    this.child.stderr?.resume();
  }

  /** What was seen since the last time. */
  async take(): Promise<Waits> {
    const taken = new Promise<Waits>((resolve, reject) => {
      this.child.once('message', (waits) => resolve(waits as Waits));
      this.child.once('exit', () => reject(new Error('The bystander is gone.')));
    });
    this.child.send('take');
    return taken;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }
}
