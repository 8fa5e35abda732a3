import { type NamedStatement, statement } from '@lianxin/database';
import { outboxColumns } from '@lianxin/events';

/** What a number of a source already stands for here. */
export interface KnownNumber {
  readonly sourceNumber: string;
  readonly title: string;
}

/** Plan: one probe of suggestion_source for each number. */
export const knownNumbers = statement<KnownNumber>(
  'import_known_numbers',
  `select s.source_number as "sourceNumber", s.title from suggestions.suggestion s
   where s.source = $1 and s.source_number = any($2::text[])`,
);

/**
 * A batch of messages with everything that hangs on them, in one statement: it is imported whole or not at all. A number
 * that another import added meanwhile is left out, and so is all that belongs to it.
 * Plan: an insert from the rows; each further insert joins its rows to what was added by hash.
 * Parameters: suggestions, people, histories, events in order, replies, evaluations.
 */
export const importBatch: NamedStatement<{ id: string }> = statement<{ id: string }>(
  'import_suggestions',
  `with added as (
    insert into suggestions.suggestion
    select r.* from jsonb_populate_recordset(null::suggestions.suggestion, $1::jsonb) r
    on conflict (source, source_number) where source is not null do nothing
    returning id, constituent_id),
  people as (
    insert into suggestions.constituent
    select p.* from jsonb_populate_recordset(null::suggestions.constituent, $2::jsonb) p join added on added.constituent_id = p.id),
  histories as (
    insert into suggestions.suggestion_history
    select h.* from jsonb_populate_recordset(null::suggestions.suggestion_history, $3::jsonb) h join added on added.id = h.subject_id),
  published as (
    insert into suggestions.outbox (${outboxColumns})
    select ${outboxColumns.replace(/\w+/g, 'o.$&')}
    from jsonb_populate_recordset(null::suggestions.outbox, $4::jsonb) with ordinality o join added on added.id::text = o.aggregate_id
    order by o.ordinality),
  replies as (
    insert into suggestions.reply
    select r.* from jsonb_populate_recordset(null::suggestions.reply, $5::jsonb) r join added on added.id = r.suggestion_id),
  evaluations as (
    insert into suggestions.evaluation
    select e.* from jsonb_populate_recordset(null::suggestions.evaluation, $6::jsonb) e join added on added.id = e.suggestion_id)
  select id from added`,
);
