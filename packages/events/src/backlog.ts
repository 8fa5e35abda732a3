import type { Sql } from '@lianxin/database';
import { leaderLock } from './relay/leader-lock.js';

/** Which schemas to look at. */
export interface BacklogSchemas {
  /** Those with an outbox that a relay moves. */
  readonly sources: readonly string[];
  /** Those whose consumers are shown; each has granted it with `consumerGrants`. */
  readonly consumerSchemas: readonly string[];
}

/** How far a consumer is. */
export interface ConsumerLag {
  readonly schema: string;
  readonly consumer: string;
  /** Events in the log behind its checkpoint. */
  readonly lag: number;
  readonly parked: number;
}

/** What waits between a commit and its last effect. */
export interface Backlog {
  /** The last position given. */
  readonly head: number;
  /** Whether some relay of this database leads. */
  readonly relayLeads: boolean;
  /** Rows in the outbox of each source, counted up to 10,000. */
  readonly outboxes: readonly { readonly source: string; readonly depth: number }[];
  readonly consumers: readonly ConsumerLag[];
}

interface Row {
  readonly kind: 'head' | 'relay' | 'outbox' | 'lag' | 'parked';
  readonly schema: string;
  readonly consumer: string;
  readonly value: number;
}

/** A count ends here: whether an outbox holds ten thousand rows or a million, the relay does not keep up. */
const countLimit = 10_000;

/**
 * DDL that lets the relay's role, under which a gateway reads the log, see how far the consumers of a schema are: names
 * and positions, neither reasons nor ids.
 */
export function consumerGrants(schema: string): string {
  return `
grant select (consumer, position) on ${schema}.consumer_checkpoint to lianxin_events;
grant select (consumer) on ${schema}.parked_event to lianxin_events;`;
}

function backlogText({ sources, consumerSchemas }: BacklogSchemas): string {
  const outbox = (source: string): string =>
    `select 'outbox', '${source}', '', count(*) from (select from ${source}.outbox limit ${String(countLimit)}) rows`;
  const consumers = (schema: string): string[] => [
    `select 'lag', '${schema}', consumer, greatest((select position from events.head) - position, 0)
     from ${schema}.consumer_checkpoint`,
    `select 'parked', '${schema}', consumer, count(*) from ${schema}.parked_event group by consumer`,
  ];
  return [
    `select 'head' as kind, '' as schema, '' as consumer, position as value from events.head`,
    `select 'relay', '', '', count(*) from pg_locks where locktype = 'advisory' and granted and objsubid = 1
       and classid = 0 and objid = ${String(leaderLock)}
       and database = (select oid from pg_database where datname = current_database())`,
    ...sources.map(outbox),
    ...consumerSchemas.flatMap(consumers),
  ].join('\nunion all\n');
}

/** The backlog in one statement, cheap enough for every scrape. `sql` is the relay's role (`lianxin_events`) or admin. */
export async function readBacklog(sql: Sql, schemas: BacklogSchemas): Promise<Backlog> {
  const rows = await sql.queryText<Row>(backlogText(schemas));
  const of = (kind: Row['kind']): Row[] => rows.filter((row) => row.kind === kind);
  const parked = of('parked');
  return {
    head: of('head')[0]?.value ?? 0,
    relayLeads: (of('relay')[0]?.value ?? 0) > 0,
    outboxes: of('outbox').map(({ schema, value }) => ({ source: schema, depth: value })),
    consumers: of('lag').map(({ schema, consumer, value }) => ({
      schema,
      consumer,
      lag: value,
      parked: parked.find((row) => row.schema === schema && row.consumer === consumer)?.value ?? 0,
    })),
  };
}
