import type { Clock } from '@lianxin/calendar';
import type { Db, Sql } from '@lianxin/database';
import type { NewEvent } from '@lianxin/events';
import { checkingConstraints, type ConstraintMeanings, publishing as publishingWith } from '@lianxin/workflow';

/** What every use case of this subgraph is given. */
export interface UseCaseContext {
  readonly db: Db;
  readonly clock: Clock;
}

/** What a broken constraint means to whoever sent the input. */
const meanings: ConstraintMeanings = {
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

/** Changes rows and tells of it, both or neither; a broken constraint is said in words. */
export function publishing(db: Db, write: (tx: Sql) => Promise<readonly NewEvent[]>): Promise<void> {
  return publishingWith(db, meanings, write);
}

/** Runs a writing statement without events. */
export function checking<T>(write: () => Promise<T>): Promise<T> {
  return checkingConstraints(meanings, write);
}
