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
