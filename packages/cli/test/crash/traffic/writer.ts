import { randomUUID } from 'node:crypto';
import type { SeededRandom } from '../../../src/demo/seeded/seeded-random.js';
import type { Cast } from '../../e2e/cast.js';
import type { Ledger } from './ledger.js';
import type { MutationClient } from './mutation-client.js';
import { scriptOf, type Step } from './scripts.js';

/** Longest that a transition may stay unacknowledged: what is down comes back much sooner. */
const patienceMs = 60_000;

/**
 * A client that brings suggestions on their way, one transition after the other, and sends each again under the same key
 * until it is acknowledged.
 */
export class Writer {
  private script: readonly Step[] = [];
  private done = 0;
  private it: { readonly id: string; readonly version: number } | undefined;
  private suggestions = 0;

  constructor(
    private readonly name: string,
    private readonly random: SeededRandom,
    private readonly cast: Cast,
    private readonly client: MutationClient,
    private readonly ledger: Ledger,
  ) {}

  /** Takes so many steps. */
  async take(steps: number): Promise<void> {
    for (let n = 0; n < steps; n += 1) await this.step();
  }

  private async step(): Promise<void> {
    if (this.done === this.script.length) {
      this.suggestions += 1;
      this.script = scriptOf(this.random, this.cast, `${this.name} 第 ${this.suggestions} 件:路灯不亮`);
      this.done = 0;
      this.it = undefined;
    }
    const step = this.script[this.done];
    if (!step) return;
    const key = randomUUID();
    const on = this.it && { id: this.it.id, expectedVersion: this.it.version };
    const input = { idempotencyKey: key, ...on, ...step.input };
    const answer = await this.untilAnswered(step, input);
    if (!answer) {
      // This one goes no further; the next step begins another suggestion.
      this.done = this.script.length;
      return;
    }
    this.it = answer;
    this.done += 1;
    this.ledger.acknowledge({
      key,
      accountId: this.cast.accountIds[step.who],
      operation: step.operation,
      suggestionId: answer.id,
      action: step.action,
      version: answer.version,
    });
  }

  private async untilAnswered(step: Step, input: object): Promise<{ id: string; version: number } | undefined> {
    const deadline = performance.now() + patienceMs;
    const about = `${step.operation} ${JSON.stringify(input)}`;
    let lost = '';
    while (performance.now() < deadline) {
      const attempt = await this.client.attempt(step.who, step.operation, input);
      if ('suggestion' in attempt) return attempt.suggestion;
      if ('refused' in attempt) {
        this.ledger.faults.push(`${about} was refused: ${attempt.refused}${lost && `, after ${lost}`}`);
        return undefined;
      }
      lost = attempt.lost;
      this.ledger.lose(lost);
    }
    this.ledger.faults.push(`${about} found no answer within ${patienceMs} ms, last ${lost}`);
    return undefined;
  }
}
