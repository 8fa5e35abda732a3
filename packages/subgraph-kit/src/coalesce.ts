import type { Db } from '@lianxin/database';

interface Caller {
  readonly keys: readonly string[];
  readonly answer: (rows: readonly unknown[]) => void;
  readonly fail: (error: unknown) => void;
}

type Fetch<Row = unknown> = (keys: readonly string[]) => Promise<readonly Row[]>;

/** More keys than this in one statement help nobody. */
const mostKeys = 1000;

/** Callers of one read: one batch is under way, the next one gathers meanwhile. */
class Lane {
  private waiting: Caller[] = [];
  private isBusy = false;

  constructor(private readonly idle: () => void) {}

  ask(keys: readonly string[], fetch: Fetch): Promise<readonly unknown[]> {
    return new Promise((answer, fail) => {
      this.waiting.push({ keys, answer, fail });
      if (!this.isBusy) {
        this.isBusy = true;
        setImmediate(() => void this.run(fetch));
      }
    });
  }

  private takeBatch(): Caller[] {
    let size = 0;
    const end = this.waiting.findIndex(({ keys }) => (size += keys.length) > mostKeys);
    return this.waiting.splice(0, end < 0 ? this.waiting.length : Math.max(1, end));
  }

  private async run(fetch: Fetch): Promise<void> {
    while (this.waiting.length > 0) await this.serve(this.takeBatch(), fetch);
    this.isBusy = false;
    this.idle();
  }

  private async serve(batch: readonly Caller[], fetch: Fetch): Promise<void> {
    try {
      const rows = await fetch([...new Set(batch.flatMap(({ keys }) => keys))]);
      for (const { answer } of batch) answer(rows);
    } catch (error) {
      // One caller's key must not fail the others: a batch that fails is asked one by one.
      if (batch.length === 1) batch[0]?.fail(error);
      else for (const caller of batch) await this.serve([caller], fetch);
    }
  }
}

const lanesOf = new WeakMap<Db, Map<string, Lane>>();

/**
 * Runs a read by keys together with the same read of other requests under way: while one statement runs, the keys that
 * arrive gather for the next. A busy server sends fewer and larger statements, an idle one waits for nobody.
 * @param read names the read and everything that its rows depend on besides the keys, visibility above all: whoever
 *   gives the same name sees the same rows.
 * @returns rows of the caller's keys, and of others; the caller picks its own.
 */
export function coalesced<Row>(
  db: Db,
  read: string,
  keys: readonly string[],
  fetch: Fetch<Row>,
): Promise<readonly Row[]> {
  let lanes = lanesOf.get(db);
  if (!lanes) lanesOf.set(db, (lanes = new Map<string, Lane>()));
  const known = lanes;
  let lane = known.get(read);
  if (!lane) {
    // A lane without callers goes, so that names with arguments in them do not pile up.
    lane = new Lane(() => known.delete(read));
    known.set(read, lane);
  }
  return lane.ask(keys, fetch) as Promise<readonly Row[]>;
}
