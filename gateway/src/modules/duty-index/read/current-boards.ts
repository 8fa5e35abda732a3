import { businessDate, type Clock } from '@lianxin/calendar';
import type { Db } from '@lianxin/database';
import { keptKinds, periodOf } from '../core/index-period.js';
import { freshBoard } from './board-keeper.js';

/** How long after a change boards are brought up to it: many changes come together, and need it once. */
const pauseMs = 1_000;

/** No cohort: all of a period are made together, and nobody waits for one. */
const anyCohort = '';

/** Keeps the boards of the current month, quarter and year up to what is counted. */
export interface CurrentBoards {
  /** Something has changed, or is about to: the transaction of the change may not have ended yet. */
  changed(): void;
  /** Returns when the work under way has ended. */
  stop(): Promise<void>;
}

/**
 * Makes and mends the boards that people look at before they do, so that nobody who looks waits for it. Who looks sooner
 * brings a board up to date himself; so it does not matter when this comes late, or fails.
 */
export function keepCurrentBoards(db: Db, clock: Clock, onError: (error: unknown) => void): CurrentBoards {
  let waiting: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function keep(): Promise<void> {
    const today = businessDate(clock.now());
    for (const kind of keptKinds) await freshBoard(db, periodOf(kind, today), anyCohort);
  }

  return {
    changed() {
      waiting ??= setTimeout(() => {
        waiting = undefined;
        running = running.then(keep).catch(onError);
      }, pauseMs).unref();
    },
    async stop() {
      clearTimeout(waiting);
      await running;
    },
  };
}
