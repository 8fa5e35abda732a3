import type { Sql } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { logBounds } from '../log/read-log.js';
import type { ConsumerDefinition } from './consumer-definition.js';

interface Place {
  readonly name: string;
  /** Of the last event that it has read; 0 for none. */
  readonly position: number;
}

/** Throws CONSUMER_BEHIND_LOG, naming all of them, when consumers have to read what is archived. */
export function assertWithinLog(consumers: readonly Place[], first: number): void {
  const behind = consumers.filter(({ position }) => position + 1 < first);
  if (behind.length === 0) return;
  const next = Math.min(...behind.map(({ position }) => position)) + 1;
  throw new AppError('CONSUMER_BEHIND_LOG', { consumer: behind.map(({ name }) => name).join(', '), next, first });
}

/**
 * Throws CONSUMER_BEHIND_LOG when a program with these consumers could not start on a database: some of them are new to it
 * and would begin at the beginning of the log, which is archived. Asked before the database is migrated, so that the former
 * program runs on until the archive is restored.
 * @param sql an administrator
 */
export async function assertLogHolds(sql: Sql, consumers: readonly ConsumerDefinition[]): Promise<void> {
  const schemas = [...new Set(consumers.map(({ schema }) => schema))];
  const found = await sql.queryText<{ schema: string }>(
    `select schema from unnest($1::text[]) schema where to_regclass(schema || '.consumer_checkpoint') is not null`,
    [schemas],
  );
  const parts = found.map(({ schema }) => `select consumer, position from ${schema}.consumer_checkpoint`);
  const rows =
    parts.length === 0 ? [] : await sql.queryText<{ consumer: string; position: number }>(parts.join('\nunion all\n'));
  const known = new Map(rows.map(({ consumer, position }) => [consumer, position]));
  const { first } = await logBounds(sql);
  assertWithinLog(
    consumers.map(({ name }) => ({ name, position: known.get(name) ?? 0 })),
    first,
  );
}
