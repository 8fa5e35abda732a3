import { FairQueue } from '../fair-queue.js';
import { postpone } from '../prepare/refusal.js';
import type { PlanningRequest } from './planner.js';

interface Waiting {
  /** Never rejects. */
  begin(): Promise<void>;
}

/**
 * What waits for the planner's process: one piece at a time, callers take turns. Who has waited too long is refused when
 * the piece under way is done, and so are all whose turn comes only then; for what nobody waits any more nothing is done.
 */
export class PlannerQueue {
  private readonly queue = new FairQueue<Waiting>();
  private isBusy = false;

  /** @param waitMs how long a piece may wait for its turn */
  constructor(private readonly waitMs: number) {}

  run<Result>(piece: () => Promise<Result>, { caller, isWanted }: PlanningRequest): Promise<Result> {
    const since = performance.now();
    return new Promise((resolve, reject) => {
      const attempt = async (): Promise<Result> => {
        if (isWanted && !isWanted()) postpone('REQUEST_CANCELLED', 'The request was cancelled.');
        if (performance.now() - since > this.waitMs)
          postpone('UNAVAILABLE', 'Too many new operations wait to be planned. Try again later.');
        return piece();
      };
      this.queue.add({ begin: () => attempt().then(resolve, reject) }, caller);
      if (!this.isBusy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    for (let taken = this.queue.take(); taken; taken = this.queue.take()) {
      const begun = performance.now();
      await taken.piece.begin();
      this.queue.charge(taken.caller, performance.now() - begun);
    }
    this.isBusy = false;
  }
}
