import type { Clock } from '@lianxin/calendar';
import type { Db, Sql } from '@lianxin/database';
import type { NewEvent } from '@lianxin/events';
import { type ConstraintMeanings, publishing as publishingWith } from '@lianxin/workflow';

/** What every use case of this subgraph is given. */
export interface UseCaseContext {
  readonly db: Db;
  readonly clock: Clock;
}

/** What a broken constraint means to whoever sent the input. */
const meanings: ConstraintMeanings = {
  representative_pkey: 'id: taken by another deputy / 代表标识已被使用',
  representative_code_key: 'code: taken by another deputy / 代表编号已被使用',
  mandate_representative_id_fkey: 'representativeId: unknown deputy / 代表不存在',
  mandate_term_key: 'termNo: the deputy has a mandate of this term / 该届任职已登记',
  mandate_days: 'to: earlier than from / 结束日期早于开始日期',
};

/** Changes rows and tells of it, both or neither; a broken constraint is said in words. */
export function publishing(db: Db, write: (tx: Sql) => Promise<readonly NewEvent[]>): Promise<void> {
  return publishingWith(db, meanings, write);
}
