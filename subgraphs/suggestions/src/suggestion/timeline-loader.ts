import { type Db, statement } from '@lianxin/database';
import { loaderPerArguments, rowsLoader } from '@lianxin/subgraph-kit';
import type { TimelineEntry } from './suggestion-part.types.js';

/** An entry as it is stored: the actor in two columns. */
export interface HistoryEntry extends Omit<TimelineEntry, 'actor'> {
  readonly suggestionId: string;
  readonly actorRole: TimelineEntry['actor']['role'];
  readonly actorName: string;
}

/** Plan: for each suggestion a range of suggestion_history_subject_id_version_key that stops at the limit. */
const historyPage = statement<HistoryEntry>(
  'suggestion_history_page',
  `select p.id as "suggestionId", h.event_id as "eventId", h.version, h.at, h.business_date as "businessDate", h.action,
     h.from_status as "fromStatus", h.to_status as "toStatus", h.actor_role as "actorRole", h.actor_name as "actorName", h.note
   from unnest($1::uuid[]) as p(id) cross join lateral (
     select * from suggestions.suggestion_history e where e.subject_id = p.id and e.version > $2::int
     order by e.version limit $3::int) h`,
);

/** Loads pages of histories, one statement for the suggestions of a list. */
export function createTimelineLoader(db: Db) {
  return loaderPerArguments(({ first, after }: { first: number; after: number }) =>
    rowsLoader<HistoryEntry>(
      (ids) => db.query(historyPage, [ids, after, first + 1]),
      ({ suggestionId }) => suggestionId,
    ),
  );
}
