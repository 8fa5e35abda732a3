import type { Sql } from '@lianxin/database';

/** An event that a consumer set aside. */
export interface ParkedEvent {
  readonly consumer: string;
  readonly eventId: string;
  readonly position: number;
  readonly type: string;
  readonly version: number;
  readonly reason: string;
  readonly attempts: number;
  readonly parkedAt: Date;
}

/** Which parked events; all of a schema unless told. */
export interface ParkedFilter {
  readonly consumer?: string | undefined;
  readonly type?: string | undefined;
  readonly eventId?: string | undefined;
  /** Only those behind this position. */
  readonly after?: number | undefined;
  /** 1,000 unless told. */
  readonly limit?: number | undefined;
}

/** The parked events of a schema in the order of the log. Maintenance: the table is small as long as it is looked after. */
export async function listParked(sql: Sql, schema: string, filter: ParkedFilter = {}): Promise<ParkedEvent[]> {
  const { consumer = null, type = null, eventId = null, after = 0, limit = 1_000 } = filter;
  return sql.queryText<ParkedEvent>(
    `select consumer, event_id as "eventId", position, type, version, reason, attempts, parked_at as "parkedAt"
     from ${schema}.parked_event
     where ($1::text is null or consumer = $1) and ($2::text is null or type = $2)
       and ($3::uuid is null or event_id = $3) and position > $4
     order by position, consumer limit $5`,
    [consumer, type, eventId, after, limit],
  );
}
