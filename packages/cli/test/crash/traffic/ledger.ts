/** A transition that the platform has acknowledged to a client. */
export interface Acknowledged {
  readonly key: string;
  readonly accountId: string;
  readonly operation: string;
  readonly suggestionId: string;
  readonly action: string;
  readonly version: number;
}

/** What the clients know: everything acknowledged to them, and every answer that should not have come. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that no kill excuses, e.g. a refusal of a legal transition. */
  readonly faults: string[] = [];
  /** Attempts that brought no answer to keep, by what came instead. */
  readonly lost = new Map<string, number>();
  private listeners = new Set<() => void>();

  acknowledge(transition: Acknowledged): void {
    this.acknowledged.push(transition);
    for (const listener of this.listeners) listener();
  }

  lose(reason: string): void {
    this.lost.set(reason, (this.lost.get(reason) ?? 0) + 1);
  }

  /** Returns once so many more transitions have been acknowledged. */
  async more(count: number): Promise<void> {
    const goal = this.acknowledged.length + count;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (this.acknowledged.length < goal) return;
        this.listeners.delete(look);
        resolve();
      };
      this.listeners.add(look);
      look();
    });
  }
}
