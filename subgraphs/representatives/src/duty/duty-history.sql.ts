import { type NamedStatement, statement } from '@lianxin/database';
import type { Under } from '../representative/representative.sql.js';
import type { DutyTimelineEntry } from './duty-part.types.js';

/** A step as it is stored, under the record that took it. */
export type HistoryRow = Under<
  Omit<DutyTimelineEntry, 'actor'> & {
    readonly actorRole: DutyTimelineEntry['actor']['role'];
    readonly actorName: string;
  }
>;

/** Parts of histories, one statement for all. Plan: for each record a range of the unique index on subject and version. */
const page = (table: string): NamedStatement<HistoryRow> =>
  statement(
    `representatives_${table}_history_page`,
    `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
     cross join lateral (
       select h.version, h.event_id as "eventId", h.at, h.business_date as "businessDate", h.action,
         h.from_status as "fromStatus", h.to_status as "toStatus", h.actor_role as "actorRole",
         h.actor_name as "actorName", h.note
       from representatives.${table}_history h
       where h.subject_id = p.id and h.version > $2::int
       order by h.version limit $3::int) l
     order by p.id, l.version`,
  );
const total = (table: string): NamedStatement<{ key: string; count: number }> =>
  statement(
    `representatives_${table}_history_n`,
    `select h.subject_id as key, count(*)::int as count from representatives.${table}_history h
     where h.subject_id = any($1::uuid[]) group by h.subject_id`,
  );

/** The histories that records of duty have. */
export const histories = {
  duty_offer: { page: page('duty_offer'), total: total('duty_offer') },
  finding: { page: page('finding'), total: total('finding') },
  duty_record: { page: page('duty_record'), total: total('duty_record') },
  mandate: { page: page('mandate'), total: total('mandate') },
  rectification: { page: page('rectification'), total: total('rectification') },
};
