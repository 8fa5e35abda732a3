import { type Sql, statement } from '@lianxin/database';

/** A finding as an event tells it, as far as the archive looks at it. */
export interface ToldFinding {
  readonly id: string;
  readonly version: number;
  readonly verified: boolean;
  /** Day of Asia/Shanghai on which it was reported. */
  readonly foundOn: string;
  readonly finderIds: readonly string[];
  readonly mergedIntoId: string | null;
  readonly eventId: string;
}

/** Answers with nothing when a later state is known. Plan: an upsert by primary key. */
const putFinding = statement<{ id: string }>(
  'duty_deed_finding_put',
  `insert into duty_deed_finding as f (id, version, verified, found_on, finder_ids, canonical_id, event_id)
   values ($1::uuid, $2, $3, $4::date, $5::uuid[], coalesce($6::uuid, $1::uuid), $7::uuid)
   on conflict (id) do update set version = excluded.version, verified = excluded.verified, found_on = excluded.found_on,
     finder_ids = excluded.finder_ids, canonical_id = excluded.canonical_id, event_id = excluded.event_id
   where f.version < excluded.version
   returning f.id`,
);

/**
 * The deeds of findings: each finder's, once, of a finding that is verified and of those that were merged into it. Plan: a
 * probe of each finding, a range of duty_deed_finding_canonical and of duty_deed_of_source.
 */
const recountFindings = statement<never>(
  'duty_deed_finding_recount',
  `with deed as (
     select distinct on (c.id, deputy) md5(concat_ws(' ', 'Finding', c.id, deputy))::uuid as id, c.id as finding_id,
       deputy, f.found_on, f.event_id
     from duty_deed_finding c join duty_deed_finding f on f.canonical_id = c.id
     cross join unnest(f.finder_ids) as deputy
     where c.id = any($1::uuid[]) and c.verified
     order by c.id, deputy, f.found_on, f.event_id),
   gone as (
     delete from duty_deed d where d.source_type = 'Finding' and d.source_id = any($1::text[])
       and not exists (select from deed n where n.id = d.id))
   insert into duty_deed (id, representative_id, kind, held_on, source_type, source_id, event_id)
   select n.id, n.deputy, 'FINDING', n.found_on, 'Finding', n.finding_id::text, n.event_id from deed n
   on conflict (id) do update set held_on = excluded.held_on, event_id = excluded.event_id`,
);

/** Takes the newest state of a finding, and the deeds that follow from it. */
export async function takeFinding(tx: Sql, finding: ToldFinding): Promise<void> {
  const { id, version, verified, foundOn, finderIds, mergedIntoId, eventId } = finding;
  const taken = await tx.query(putFinding, [id, version, verified, foundOn, finderIds, mergedIntoId, eventId]);
  if (taken.length === 0) return;
  await tx.query(recountFindings, [[id, ...(mergedIntoId === null ? [] : [mergedIntoId])]]);
}
