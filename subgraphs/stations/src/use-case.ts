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
  region_parent_code_fkey: 'parentCode: unknown region / 上级区划不存在',
  region_code_check: 'code: 12 digits / 位数字',
  station_region_code_fkey: 'regionCode: unknown region / 区划不存在',
  station_code_key: 'code: taken by another station / 站点编号已被使用',
  station_pkey: 'id: taken by another station / 站点标识已被使用',
  grid_region_code_fkey: 'regionCode: unknown region / 区划不存在',
  roster_slot_station_id_fkey: 'stationId: unknown station / 站点不存在',
  roster_slot_days: 'to: earlier than from / 结束日期早于开始日期',
  station_code_station_id_fkey: 'stationId: unknown station / 站点不存在',
  reception_session_station_id_fkey: 'stationId: unknown station / 站点不存在',
  reception_session_window: 'endsAt: not after startsAt / 结束时间须晚于开始时间',
  activity_station_id_fkey: 'stationId: unknown station / 站点不存在',
};

/**
 * One change of the directory: `write` changes rows and answers with the events that tell of it; both happen, or neither.
 * A constraint that the input broke becomes INVALID_INPUT: the constraints decide, not a look beforehand, which a
 * concurrent writer could outrun. The relay is woken when all is committed.
 */
export async function publishing(db: Db, write: (tx: Sql) => Promise<readonly NewEvent[]>): Promise<void> {
  const events = await checkingConstraints(() =>
    db.transaction(async (tx) => {
      const told = await write(tx);
      await appendToOutbox(tx, 'stations', told);
      return told;
    }),
  );
  if (events.length > 0) wakeRelay(db);
}

/** Runs a writing statement; a constraint that the input broke becomes INVALID_INPUT. */
export async function checkingConstraints<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { constraint } = error as { constraint?: string };
    const reason = constraint === undefined ? undefined : meanings[constraint];
    if (reason === undefined) throw error;
    throw new AppError('INVALID_INPUT', { reason }, { cause: error });
  }
}
