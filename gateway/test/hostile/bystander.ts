import { Sender } from './send.js';

/** How long a harmless client waited. */
export interface Waits {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Answers that were not what they always are. */
  readonly wrong: readonly string[];
}

const everyMs = 10;

/** A client that asks the same small question in a steady rhythm, whatever else goes on. */
export class Bystander {
  private waits: number[] = [];
  private wrong: string[] = [];
  private open = true;
  private readonly sender: Sender;
  private readonly asking: Promise<void>;

  constructor(url: string) {
    this.sender = new Sender(url);
    this.asking = this.ask();
  }

  /** What was seen since the last time, and forgets it. */
  take(): Waits {
    const sorted = this.waits.sort((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    const taken = { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1), wrong: this.wrong };
    this.waits = [];
    this.wrong = [];
    return taken;
  }

  async stop(): Promise<void> {
    this.open = false;
    await this.asking;
    this.sender.close();
  }

  private async ask(): Promise<void> {
    const body = '{"query":"{ mainStation { id name } }"}';
    while (this.open) {
      const begun = performance.now();
      const { status, text, dropped } = await this.sender.send({ face: 'POST', body });
      this.waits.push(performance.now() - begun);
      const expected = '{"data":{"mainStation":{"id":"s1","name":"main"}}}';
      if (status !== 200 || text !== expected) this.wrong.push(dropped ?? `${status} ${text.slice(0, 200)}`);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  }
}
