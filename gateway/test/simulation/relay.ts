import type { LiveHub } from '../../src/live/live-hub.js';
import type { Database } from './database.js';
import { Life, type Scheduler } from './scheduler.js';

const pollMs = 500;
const batchSize = 5;

/** The lock of the leader: held by a session, free when that ends. */
export class Leadership {
  holder: Life | null = null;
}

/** One of two relays. Only the one that leads moves anything; when it dies the other takes over. */
export class Relay {
  life: Life;
  private wake: () => void = () => undefined;

  constructor(
    private readonly name: string,
    private readonly scheduler: Scheduler,
    private readonly database: Database,
    private readonly leadership: Leadership,
    private readonly notify: () => void,
    /** What follows the log in its process. */
    private readonly hub: () => LiveHub | undefined,
  ) {
    this.life = new Life(name);
  }

  start(): void {
    this.life = new Life(this.name);
    void this.run(this.life);
  }

  /** Whoever expects something of it is told that it is gone. */
  leaveOff(): void {
    this.hub()?.doubt();
  }

  /** There is something in the outbox. */
  ring(): void {
    this.wake();
  }

  private async run(life: Life): Promise<void> {
    const { database, hub, leadership, notify, scheduler } = this;
    const seen: { id: number; head: number | null } = { id: 0, head: null };
    while (life.alive) {
      await scheduler.wait(life, 'looks');
      if (leadership.holder?.alive !== true) leadership.holder = life;
      let taken = 0;
      if (leadership.holder === life && database.outbox.length > 0) {
        // A lost acknowledgement: the connection and with it the lock are gone, and what was moved is moved.
        taken = await database
          .move(life, batchSize, seen, (events) => hub()?.expect(events))
          .catch(() => {
            database.lose(life);
            leadership.holder = null;
            this.leaveOff();
            return 0;
          });
        if (taken > 0) notify();
      }
      if (taken < batchSize) await this.rest();
    }
  }

  private rest(): Promise<void> {
    const { time } = this.scheduler;
    return new Promise((resolve) => {
      const timer = time.set(resolve, pollMs);
      this.wake = () => {
        time.clear(timer);
        resolve();
      };
    });
  }
}
