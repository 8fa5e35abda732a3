import type { Life, Scheduler } from './scheduler.js';

/** A transaction: what it holds until it ends. */
export interface Transaction {
  readonly life: Life;
  readonly held: Set<string>;
  /** There when all that is left is the commit: a server that has been told to does it, whoever has died. */
  commit?: () => void;
}

/** Exclusive locks by name, handed on in the order of asking. */
export class RowLocks {
  private readonly waiting = new Map<string, { readonly tx: Transaction; readonly go: () => void }[]>();

  constructor(private readonly scheduler: Scheduler) {}

  async take(tx: Transaction, name: string): Promise<void> {
    if (this.takeIfFree(tx, name)) return;
    await new Promise<void>((go) => this.waiting.get(name)?.push({ tx, go }));
  }

  /** Whether it could be had at once. */
  takeIfFree(tx: Transaction, name: string): boolean {
    if (this.waiting.has(name)) return false;
    this.waiting.set(name, []);
    tx.held.add(name);
    return true;
  }

  release(tx: Transaction): void {
    for (const name of tx.held) {
      const queue = this.waiting.get(name);
      let next = queue?.shift();
      while (next && !next.tx.life.alive) next = queue?.shift();
      if (!next) {
        this.waiting.delete(name);
        continue;
      }
      const { tx: heir, go } = next;
      heir.held.add(name);
      this.scheduler.post(heir.life, 'has the lock', go);
    }
    tx.held.clear();
  }

  /** Nobody holds or waits any more. */
  clear(): void {
    this.waiting.clear();
  }
}
