import { type Sql, statement } from '@lianxin/database';
import type { DutyRecordKind } from '@lianxin/events';
import type { DutyRecordPart } from './duty-record.enums.js';

/** Where a deed is on record: the type of the graph that the id belongs to. */
export type DeedSourceType = 'DutyTask' | 'ReceptionSession' | 'Suggestion' | 'Proposal' | 'Finding' | 'Rectification';

/** An event about one source, and which of all events about it. */
export interface SourceEvent {
  readonly type: DeedSourceType;
  readonly id: string;
  readonly version: number;
  readonly eventId: string;
}

/** What one deputy did in a source. */
export interface Deed {
  readonly representativeId: string;
  readonly kind: DutyRecordKind;
  /** Day of Asia/Shanghai. */
  readonly day: string;
  readonly part?: DutyRecordPart;
  /** Tells deeds of one deputy in one source from each other, where there can be several. */
  readonly key?: string;
}

/** A deed's id is made of source, deputy and key, so that the same log gives the same rows. */
const deedId = (type: string, id: string, deputy: string, key: string): string =>
  `md5(concat_ws(' ', ${type}, ${id}, ${deputy}, ${key}))::uuid`;

/**
 * The deeds of a source in its newest state take the place of those it had; an older state, or the same again, changes
 * nothing. Plan: a probe of the source, a range of duty_deed_of_source, an upsert by primary key for each deed.
 */
const replaceDeeds = statement<never>(
  'duty_deeds_replace',
  `with newest as (
     insert into duty_deed_source as s (source_type, source_id, version, stands)
     values ($1::text, $2::text, $3::int, true)
     on conflict (source_type, source_id) do update set version = excluded.version where s.version < excluded.version
     returning 1),
   deed as (
     select ${deedId('$1::text', '$2::text', 'r.deputy', 'r.key')} as id, r.*
     from jsonb_to_recordset($5::jsonb) as r (deputy uuid, kind text, day date, part text, key text)
     where exists (select from newest)),
   gone as (
     delete from duty_deed d where d.source_type = $1::text and d.source_id = $2::text and exists (select from newest)
       and not exists (select from deed n where n.id = d.id))
   insert into duty_deed (id, representative_id, kind, held_on, source_type, source_id, part, event_id)
   select n.id, n.deputy, n.kind, n.day, $1::text, $2::text, n.part, $4::uuid from deed n
   on conflict (id) do update set held_on = excluded.held_on, part = excluded.part, event_id = excluded.event_id`,
);

/** Plan: an insert by primary key. */
const putDeed = statement<never>(
  'duty_deed_put',
  `insert into duty_deed (id, representative_id, kind, held_on, source_type, source_id, event_id)
   values (${deedId('$1::text', '$2::text', '$4::uuid', 'null')}, $4::uuid, $5::text, $6::date, $1::text, $2::text, $3::uuid)
   on conflict (id) do nothing`,
);

/**
 * A source whose events add deeds one by one: of all days that a deputy's deed is told of, the first; whether they stand is
 * told by the newest event. Plan: upserts by primary key, a range of duty_deed_of_source.
 * Parameters: type, id, version, event, whether it stands, deputy, kind, day; the last three null where nobody did anything.
 */
const addDeed = statement<never>(
  'duty_deed_add',
  `with source as (
     insert into duty_deed_source as s (source_type, source_id, version, stands)
     values ($1::text, $2::text, $3::int, $5::boolean)
     on conflict (source_type, source_id) do update set version = greatest(s.version, excluded.version),
       stands = case when s.version < excluded.version then excluded.stands else s.stands end
     returning stands),
   put as (
     insert into duty_deed as d (id, representative_id, kind, held_on, source_type, source_id, stands, event_id)
     select ${deedId('$1::text', '$2::text', '$6::uuid', 'null')}, $6::uuid, $7::text, $8::date, $1::text, $2::text,
       stands, $4::uuid
     from source where $6::uuid is not null
     on conflict (id) do update set stands = excluded.stands, held_on = least(d.held_on, excluded.held_on),
       event_id = case when (excluded.held_on, excluded.event_id) < (d.held_on, d.event_id) then excluded.event_id
         else d.event_id end
     returning id)
   update duty_deed d set stands = s.stands from source s
   where d.source_type = $1::text and d.source_id = $2::text and d.stands <> s.stands
     and not exists (select from put p where p.id = d.id)`,
);

/** The deeds of a source in the state that the event tells, and no others. */
export async function takeDeeds(tx: Sql, source: SourceEvent, deeds: readonly Deed[]): Promise<void> {
  const rows = deeds.map(({ representativeId: deputy, kind, day, part, key }) => ({ deputy, kind, day, part, key }));
  await tx.query(replaceDeeds, [source.type, source.id, source.version, source.eventId, JSON.stringify(rows)]);
}

/** A deed that nothing takes back. */
export async function putFinalDeed(tx: Sql, source: Omit<SourceEvent, 'version'>, deed: Deed): Promise<void> {
  await tx.query(putDeed, [source.type, source.id, source.eventId, deed.representativeId, deed.kind, deed.day]);
}

/** One more deed of a source, or none, and whether its deeds stand as of the event. */
export async function addToSource(
  tx: Sql,
  { type, id, version, eventId }: SourceEvent,
  stands: boolean,
  deed: Deed | null,
): Promise<void> {
  const { representativeId = null, kind = null, day = null } = deed ?? {};
  await tx.query(addDeed, [type, id, version, eventId, stands, representativeId, kind, day]);
}
