import type { Sql } from '@lianxin/database';

/** Who or what still needs the events from a position on. */
export interface Holder {
  /** `consumer` and `parked` have a `name`: schema/consumer. */
  readonly kind: 'asked' | 'head' | 'consumer' | 'parked';
  readonly name?: string;
}

/** The log may be archived up to `position`, and why no further. */
export interface ArchiveLimit {
  readonly position: number;
  readonly heldBy: Holder;
}

interface Hold {
  readonly kind: 'head' | 'consumer' | 'parked';
  readonly name: string | null;
  readonly position: number;
}

function holdsText(consumerSchemas: readonly string[]): string {
  const ofSchema = (schema: string): string[] => [
    `select 'consumer', '${schema}/' || consumer, position from ${schema}.consumer_checkpoint`,
    `select 'parked', '${schema}/' || consumer, min(position) - 1 from ${schema}.parked_event group by consumer`,
  ];
  const parts = consumerSchemas.flatMap(ofSchema);
  // The newest event stays, so that the log always says where it ends.
  return [`select 'head' as kind, null as name, position - 1 as position from events.head`, ...parts].join(
    '\nunion all\n',
  );
}

/**
 * How far the log may be archived: not past the lowest checkpoint, a parked event, or the newest event. `sql` is an
 * administrator; `consumerSchemas` are all that have the tables of consumers.
 */
export async function archiveLimit(sql: Sql, consumerSchemas: readonly string[], asked: number): Promise<ArchiveLimit> {
  const holds = await sql.queryText<Hold>(holdsText(consumerSchemas));
  let limit: ArchiveLimit = { position: asked, heldBy: { kind: 'asked' } };
  for (const { kind, name, position } of holds) {
    if (position < limit.position) limit = { position, heldBy: { kind, ...(name !== null && { name }) } };
  }
  return limit;
}
