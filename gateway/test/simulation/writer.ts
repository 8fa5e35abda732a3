import type { SimulatedAnswer, SimulatedCommand } from './command.js';
import type { Database } from './database.js';
import type { Desk } from './desk.js';
import type { Judge } from './judge.js';
import { Life, type Scheduler } from './scheduler.js';
import { actions, type SimulatedClerk } from './suggestion-machine.js';

const patienceMs = 2_000;
const duplicateShare = 0.15;
const lossShare = 0.05;
const staleShare = 0.15;

/** What a writer works with. */
export interface WriterParts {
  readonly scheduler: Scheduler;
  readonly database: Database;
  readonly judge: Judge;
  readonly desks: readonly Desk[];
}

/**
 * Somebody who takes one action after the other, each under a key, and sends it until there is an answer. The network
 * between loses requests and answers, doubles requests and brings them late.
 */
export class Writer {
  life: Life;
  /** Whether it is waiting for an answer. */
  busy = false;
  private made = 0;

  constructor(
    readonly clerk: SimulatedClerk,
    private readonly suggestionIds: readonly string[],
    private readonly parts: WriterParts,
  ) {
    this.life = new Life(`writer ${clerk.accountId}`);
  }

  /** Takes actions until it is told that there are enough. */
  async work(isEnough: () => boolean): Promise<void> {
    const { judge, scheduler } = this.parts;
    const { life } = this;
    this.busy = false;
    for (;;) {
      await scheduler.sleep(life, scheduler.chance.int(1, 150));
      if (isEnough()) return;
      const command = this.choose();
      this.busy = true;
      const answer = await this.send(command);
      judge.answered(command, answer);
      this.busy = false;
    }
  }

  /** The process is gone, and does not know what became of its last command. */
  restart(isEnough: () => boolean): void {
    this.life.alive = false;
    this.life = new Life(this.life.name);
    void this.work(isEnough);
  }

  private choose(): SimulatedCommand {
    const { chance } = this.parts.scheduler;
    const suggestionId = chance.pick(this.suggestionIds);
    const version = this.parts.database.find(suggestionId)?.version ?? 1;
    const expectedVersion = chance.yes(staleShare) ? Math.max(1, version - chance.int(1, 2)) : version;
    this.made += 1;
    const key = `${this.clerk.accountId}-${this.made}`;
    return { key, clerk: this.clerk, suggestionId, action: chance.pick(actions), expectedVersion };
  }

  private async send(command: SimulatedCommand): Promise<SimulatedAnswer> {
    for (;;) {
      const answer = await this.attempt(command);
      if (answer) return answer;
    }
  }

  private attempt(command: SimulatedCommand): Promise<SimulatedAnswer | null> {
    const { desks, judge, scheduler } = this.parts;
    const { chance, time } = scheduler;
    const { life } = this;
    return new Promise((resolve) => {
      const timer = time.set(() => {
        if (life.alive) resolve(null);
      }, patienceMs);
      const request = (): void => {
        const desk = chance.pick(desks);
        if (!desk.life.alive || chance.yes(lossShare)) return;
        const { life: served } = desk;
        const { era } = judge;
        const reply = (answer: SimulatedAnswer | null): void => {
          if (!served.alive || chance.yes(lossShare)) return;
          scheduler.post(life, `is answered ${command.key} ${answer?.kind ?? 'nothing'}`, () => {
            if (era !== judge.era) return;
            time.clear(timer);
            resolve(answer);
          });
        };
        desk.handle(command).then(reply, () => reply(null));
      };
      const copies = chance.yes(duplicateShare) ? 2 : 1;
      for (let copy = 0; copy < copies; copy += 1) scheduler.post(null, `request ${command.key}`, request);
    });
  }
}
