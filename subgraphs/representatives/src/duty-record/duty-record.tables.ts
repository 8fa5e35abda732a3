/**
 * 履职档案 in two tables: what the log tells (duty_deed, a replica that can be made again from there), and what deputies
 * added by hand (duty_record), which the office approves. A list reads both; nothing is copied from one to the other.
 */
export const dutyRecordTables = `
  create table representatives.duty_deed (
    id uuid primary key,
    representative_id uuid not null,
    kind text not null,
    held_on date not null,
    source_type text not null check (source_type in ('DutyTask', 'ReceptionSession', 'Suggestion', 'Proposal')),
    source_id text not null
  );
  create index duty_deed_deputy on representatives.duty_deed (representative_id, held_on, id);

  create table representatives.duty_record (
    id uuid primary key,
    version int not null,
    status text not null,
    representative_id uuid not null references representatives.representative (id),
    kind text not null,
    held_on date not null,
    title text not null check (char_length(title) between 1 and 200),
    evidence text not null check (char_length(evidence) between 1 and 2000),
    submitted_at timestamptz not null,
    decided_at timestamptz,
    region_path text[] not null
  );
  create index duty_record_deputy on representatives.duty_record (representative_id, held_on, id);
  create index duty_record_submitted on representatives.duty_record (submitted_at, id);`;

/**
 * Beside a deed: the newest version of its source that is known, by which late and repeated events are told from news; the
 * event that tells of it; the part of a deputy in a proposal. `stands` is false while the source is taken back. Findings
 * are kept as the log tells them, because one that was merged speaks through another.
 */
export const completedArchiveTables = `
  create table representatives.duty_deed_source (
    source_type text not null,
    source_id text not null,
    version int not null,
    stands boolean not null,
    primary key (source_type, source_id)
  );
  create table representatives.duty_deed_finding (
    id uuid primary key,
    version int not null,
    verified boolean not null,
    found_on date not null,
    finder_ids uuid[] not null,
    canonical_id uuid not null,
    event_id uuid not null
  );
  create index duty_deed_finding_canonical on representatives.duty_deed_finding (canonical_id);
  alter table representatives.duty_deed
    add column part text check (part in ('LEAD', 'CO_SIGNER')),
    add column stands boolean not null default true,
    add column event_id uuid,
    drop constraint duty_deed_source_type_check,
    add constraint duty_deed_source_type_check check (source_type in
      ('DutyTask', 'ReceptionSession', 'Suggestion', 'Proposal', 'Finding', 'Rectification'));
  drop index representatives.duty_deed_deputy;
  create index duty_deed_deputy on representatives.duty_deed (representative_id, held_on, id) where stands;
  create index duty_deed_of_source on representatives.duty_deed (source_type, source_id);`;

/** The way back. */
export const formerArchiveTables = `
  delete from representatives.duty_deed where not stands or source_type in ('Finding', 'Rectification');
  drop index representatives.duty_deed_of_source;
  drop index representatives.duty_deed_deputy;
  create index duty_deed_deputy on representatives.duty_deed (representative_id, held_on, id);
  alter table representatives.duty_deed
    drop column part, drop column stands, drop column event_id,
    drop constraint duty_deed_source_type_check,
    add constraint duty_deed_source_type_check check (source_type in
      ('DutyTask', 'ReceptionSession', 'Suggestion', 'Proposal'));
  drop table representatives.duty_deed_finding, representatives.duty_deed_source;`;
