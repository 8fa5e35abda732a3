import { isConnectionFailure, type Sql, statement } from '@lianxin/database';
import { concerns } from './log-bell.js';
import { hearLog } from './log-ear.js';
import { SessionKeeper } from './session.js';
import { WorkLoop } from './work-loop.js';

/** Work beside the log that one process of a database does at a time. */
export interface LeaderOptions {
  /** The database as any role: all may listen and lock. */
  readonly url: string;
  /** What the connection is called. */
  readonly name: string;
  /** The number of the advisory lock; it stands for this work in the whole database. */
  readonly lock: number;
  /** Does some of the work; true: there may be more. Runs only while this process leads, one at a time. */
  readonly step: () => Promise<boolean>;
  /** Told when this process leads no more, so that it ends what its steps have begun. */
  readonly onLost?: () => void;
  /** Types of events that are reason to look now; whatever comes unless told. */
  readonly wokenBy?: () => readonly string[] | undefined;
  readonly onError?: (error: unknown) => void;
  /** How often to look without being woken, and to ask for the lock; 500 ms unless told. */
  readonly pollMs?: number;
}

/** A process that leads, or stands by to. */
export interface Leader extends AsyncDisposable {
  isLeading(): boolean;
  /** Makes it look now. */
  ring(): void;
  /** Ends after the step under way, and lets another one lead. */
  stop(): Promise<void>;
}

const tryLead = statement<{ leads: boolean }>('leader_try_lead', 'select pg_try_advisory_lock($1) as leads');
const stillThere = statement<object>('leader_still_there', 'select 1');

/**
 * Who may run when: any number of processes may start it; the one that holds the advisory lock works, the others ask for
 * it each poll interval. New events in the log wake it. The lock belongs to a connection, and a process learns of its
 * loss at its next step only: two may work for that long, so a step's effects must bear being had twice. Rejects if the
 * database is not reachable now; later losses are reported to `onError` and mended.
 */
export async function startLeader(options: LeaderOptions): Promise<Leader> {
  let ledBy: Sql | undefined;
  const lose = (): void => {
    if (ledBy === undefined) return;
    ledBy = undefined;
    options.onLost?.();
  };
  const loop = new WorkLoop({
    step,
    pollMs: () => options.pollMs ?? 500,
    onError: (error) => options.onError?.(error),
  });
  const keeper = new SessionKeeper({
    url: options.url,
    applicationName: options.name,
    onSignal: () => loop.ringSoon(),
  });
  const ear = hearLog(options.url, (fresh) => {
    const types = options.wokenBy?.();
    if (!types || concerns(types, fresh)) loop.ringSoon();
  });

  async function step(): Promise<boolean> {
    try {
      await ear.ready();
      const sql = await keeper.get();
      if (ledBy !== sql) {
        lose();
        if ((await sql.query(tryLead, [options.lock]))[0]?.leads !== true) return false;
        ledBy = sql;
      } else {
        await sql.query(stillThere);
      }
    } catch (error) {
      if (isConnectionFailure(error)) lose();
      throw error;
    }
    return options.step();
  }

  const stop = async (): Promise<void> => {
    await loop.stop();
    lose();
    await Promise.all([ear.stop(), keeper.close()]);
  };
  try {
    await ear.ready();
    await keeper.get();
  } catch (error) {
    await stop();
    throw error;
  }
  loop.start();
  return { isLeading: () => ledBy !== undefined, ring: () => loop.ring(), stop, [Symbol.asyncDispose]: stop };
}
