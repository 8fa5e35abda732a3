import type { Sql } from '@lianxin/database';

/** A partition of the log: the positions `first <= position < end`. */
export interface LogPartition {
  readonly name: string;
  readonly first: number;
  readonly end: number;
}

/** The attached partitions in order. */
export async function listPartitions(sql: Sql): Promise<LogPartition[]> {
  return sql.queryText<LogPartition>(
    'select name, first_position as first, end_position as "end" from events.log_partition order by first_position',
  );
}

const archiveLock = 7_236_003;

/** Lets one archive or restore at a time change the partitions; until the end of the transaction. */
export async function lockPartitions(tx: Sql): Promise<void> {
  await tx.queryText('select pg_advisory_xact_lock($1)', [archiveLock]);
}
