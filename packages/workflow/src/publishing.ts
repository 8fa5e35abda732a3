import type { Db, Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { appendTold, type NewEvent, publishAlone, type Told, wakeRelay } from '@lianxin/events';

/** What a broken constraint means to whoever sent the input, by the constraint's name. */
export type ConstraintMeanings = Readonly<Record<string, string>>;

/**
 * One change of a register: `write` changes rows and answers with the events that tell of it; both happen, or neither.
 * A constraint that the input broke becomes INVALID_INPUT: the constraints decide, not a look beforehand, which a
 * concurrent writer could outrun. The relay is woken when all is committed.
 */
export async function publishing(
  db: Db,
  meanings: ConstraintMeanings,
  write: (tx: Sql) => Promise<readonly NewEvent[]>,
): Promise<void> {
  const writeAll = (lends: boolean): Promise<Told | undefined> =>
    checkingConstraints(meanings, () =>
      db.transaction(async (tx) => appendTold(tx, db.schema, await write(tx), lends)),
    );
  const { waits } = await publishAlone(db, writeAll, (told) => told);
  if (waits) wakeRelay(db);
}

/** Runs a writing statement; a constraint that the input broke becomes INVALID_INPUT. */
export async function checkingConstraints<T>(meanings: ConstraintMeanings, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    const reason = constraint === undefined ? undefined : meanings[constraint];
    if (reason === undefined) throw error;
    throw new AppError('INVALID_INPUT', { reason }, { cause: error });
  }
}
