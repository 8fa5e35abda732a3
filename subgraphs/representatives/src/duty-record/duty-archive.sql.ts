import { type Sql, statement } from '@lianxin/database';
import { type Conditions, filteredStatement } from '@lianxin/subgraph-kit';
import type { Under } from '../representative/representative.sql.js';
import { dutyRecordColumns } from './duty-record.state.js';
import type { ArchivedDeed } from './duty-record.types.js';

/** Both tables as one list. Conditions on deputy and day go down into either, to duty_record_deputy and duty_deed_deputy. */
const archive = `(
    select r.*, null::text as source_type, null::text as source_id, null::text as part,
      null::uuid as event_id
    from representatives.duty_record r
    union all
    select d.id, 0, 'APPROVED', d.representative_id, d.kind, d.held_on, null, null, null, null, '{}', d.source_type,
      d.source_id, d.part, d.event_id
    from representatives.duty_deed d where d.stands) a`;
const columns = `${dutyRecordColumns.select('a')}, a.source_type as "sourceType", a.source_id as "sourceId", a.part,
  a.event_id as "eventId"`;

/** Conditions of an archive's lists; days are `YYYY-MM-DD`. */
export interface ArchiveFilter {
  readonly kind?: readonly string[] | null;
  readonly status?: readonly string[] | null;
  readonly from?: string | null;
  readonly before?: string | null;
  readonly region?: string | null;
}

const conditions: Conditions<keyof ArchiveFilter> = {
  kind: 'a.kind = any(?::text[])',
  status: 'a.status = any(?::text[])',
  from: 'a.held_on >= ?::date',
  before: 'a.held_on < ?::date',
  region: 'a.region_path @> array[?::text]',
};

/** Where a page begins, how long it is, and the last day that counts as done. */
export interface ArchivePage {
  readonly first: number;
  readonly behind: readonly string[];
  readonly today: string;
}

/** Pages of the archives of deputies, the latest day first, one statement for all. Plan: two index ranges for each deputy. */
export function archivesOf(
  sql: Sql,
  ids: readonly string[],
  filter: ArchiveFilter,
  { first, behind, today }: ArchivePage,
): Promise<readonly Under<ArchivedDeed>[]> {
  const list = filteredStatement<Under<ArchivedDeed>, keyof ArchiveFilter>(
    'representatives_archives',
    5,
    conditions,
    { ...filter },
    (where) => `select p.id as "parentKey", l.* from unnest($1::uuid[]) as p (id)
      cross join lateral (
        select ${columns} from ${archive}
        where a.representative_id = p.id and a.held_on <= $5::date
          and (a.held_on, a.id) < ($2::date, $3::uuid) and ${where}
        order by a.held_on desc, a.id desc limit $4::int) l
      order by p.id, l."heldOn" desc, l.id desc`,
  );
  return sql.query(list.statement, [ids, ...behind, first + 1, today, ...list.values]);
}

/** How many records each deputy's archive has. */
export function archiveCounts(
  sql: Sql,
  ids: readonly string[],
  filter: ArchiveFilter,
  today: string,
): Promise<readonly { readonly key: string; readonly count: number }[]> {
  const counted = filteredStatement<{ key: string; count: number }, keyof ArchiveFilter>(
    'representatives_archives_n',
    2,
    conditions,
    { ...filter },
    (where) => `select a.representative_id as key, count(*)::int as count from ${archive}
      where a.representative_id = any($1::uuid[]) and a.held_on <= $2::date and ${where} group by a.representative_id`,
  );
  return sql.query(counted.statement, [ids, today, ...counted.values]);
}

/** Records by id, from either table. Plan: two primary-key probes for each. */
export function deedsById(sql: Sql, ids: readonly string[]): Promise<readonly ArchivedDeed[]> {
  const byId = filteredStatement<ArchivedDeed, never>(
    'representatives_archived_by_id',
    1,
    {},
    {},
    () => `select ${columns} from ${archive} where a.id = any($1::uuid[])`,
  );
  return sql.query(byId.statement, [ids]);
}

/** The newest steps of records that were added by hand. Plan: probes of the primary key and of the unique index on subject and version. */
export const newestSteps = statement<{ readonly key: string; readonly eventId: string }>(
  'representatives_duty_record_steps',
  `select r.id as key, h.event_id as "eventId" from representatives.duty_record r
   join representatives.duty_record_history h on h.subject_id = r.id and h.version = r.version
   where r.id = any($1::uuid[])`,
);
