import type { Clock } from '@lianxin/calendar';
import type { Db, Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { appendToOutbox, type NewEvent, wakeRelay } from '@lianxin/events';

/** What every use case of this subgraph is given. */
export interface UseCaseContext {
  readonly db: Db;
  readonly clock: Clock;
}

/** What a broken constraint means to whoever sent the input. */
const meanings: Readonly<Record<string, string>> = {
  representative_pkey: 'id: taken by another deputy / 代表标识已被使用',
  representative_code_key: 'code: taken by another deputy / 代表编号已被使用',
  mandate_representative_id_fkey: 'representativeId: unknown deputy / 代表不存在',
  mandate_term_key: 'termNo: the deputy has a mandate of this term / 该届任职已登记',
  mandate_days: 'to: earlier than from / 结束日期早于开始日期',
};

/**
 * One change of the register: `write` changes rows and answers with the events that tell of it; both happen, or neither.
 * A constraint that the input broke becomes INVALID_INPUT: the constraints decide, not a look beforehand, which a
 * concurrent writer could outrun. The relay is woken when all is committed.
 */
export async function publishing(db: Db, write: (tx: Sql) => Promise<readonly NewEvent[]>): Promise<void> {
  const events = await checkingConstraints(() =>
    db.transaction(async (tx) => {
      const told = await write(tx);
      await appendToOutbox(tx, 'representatives', told);
      return told;
    }),
  );
  if (events.length > 0) wakeRelay(db);
}

async function checkingConstraints<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    const reason = constraint === undefined ? undefined : meanings[constraint];
    if (reason === undefined) throw error;
    throw new AppError('INVALID_INPUT', { reason }, { cause: error });
  }
}
