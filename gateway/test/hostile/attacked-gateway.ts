import type { ChildProcess } from 'node:child_process';
import type { Noted, Order, Told } from './gateway-process.types.js';
import { startProgram } from './start-program.js';

/** The process of the gateway, seen from the attacker's. */
export class AttackedGateway implements AsyncDisposable {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly words: () => string,
  ) {}

  static async start(): Promise<AttackedGateway> {
    const child = startProgram('gateway-process');
    let words = '';
    child.stderr?.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-4_000)));
    const told = await answerOf(child, () => words);
    if (told.what !== 'listening') throw new Error('The gateway did not say where it listens.');
    return new AttackedGateway(child, told.url, () => words);
  }

  /** What happened in there since the last time, and forgets it. */
  async note(): Promise<Noted> {
    const told = await this.ask({ what: 'note' });
    if (told.what !== 'noted') throw new Error(`Asked for notes, was told ${told.what}.`);
    return told.noted;
  }

  /** How long the engine takes to prepare a document. */
  async timePrepare(document: string): Promise<{ readonly ms: number; readonly refused: boolean }> {
    const told = await this.ask({ what: 'prepare', document });
    if (told.what !== 'prepared') throw new Error(`Asked to prepare, was told ${told.what}.`);
    return told;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.disconnect();
    await gone;
  }

  private ask(order: Order): Promise<Told> {
    const answer = answerOf(this.child, this.words);
    if (this.child.connected) this.child.send(order);
    return answer;
  }
}

/** The next thing that the process says; that it ended is an error with its last words. */
function answerOf(child: ChildProcess, words: () => string): Promise<Told> {
  return new Promise((resolve, reject) => {
    const end = (): void => reject(new Error(`The gateway's process ended (${child.exitCode}):\n${words()}`));
    if (child.exitCode !== null || child.signalCode !== null) return end();
    child.once('message', (told) => {
      child.off('exit', end);
      resolve(told as Told);
    });
    child.once('exit', end);
  });
}
