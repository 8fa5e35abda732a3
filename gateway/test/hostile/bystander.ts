import type { ChildProcess } from 'node:child_process';
import type { Seen, Waits } from './bystander.types.js';
import { startProgram } from './start-program.js';

/** The harmless client, seen from the runner: what the runner itself is busy with does not count as its waiting. */
export class Bystander implements AsyncDisposable {
  /** Answers that were not what they always are. */
  readonly wrong = new Set<string>();
  private waits: number[] = [];
  private readonly child: ChildProcess;

  constructor(url: string) {
    this.child = startProgram('bystander-process', [url]);
    this.child.stderr?.resume();
  }

  /** The longest it waited since the last time, in milliseconds: what it waits for by now included. */
  async longestWait(): Promise<number> {
    const { waits, waiting, wrong } = await this.ask();
    this.waits.push(...waits);
    for (const what of wrong) this.wrong.add(what);
    return Math.max(waiting, ...waits);
  }

  /** All that it waited since the last time, and forgets it. */
  async allWaits(): Promise<Waits> {
    await this.longestWait();
    const sorted = this.waits.sort((a, b) => a - b);
    this.waits = [];
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }

  private ask(): Promise<Seen> {
    const { child } = this;
    return new Promise((resolve, reject) => {
      const end = (): void => reject(new Error('The bystander is gone.'));
      child.once('exit', end);
      child.once('message', (seen) => {
        child.off('exit', end);
        resolve(seen as Seen);
      });
      child.send('take');
    });
  }
}
