/** Findings (发现问题), their machine's columns. Rows are never deleted. */
export const findingTables = `
  create table representatives.finding (
    id uuid primary key,
    version int not null,
    status text not null,
    source text not null,
    title text not null check (char_length(title) between 1 and 200),
    description text not null check (char_length(description) <= 5000),
    task_id uuid references representatives.duty_task (id),
    suggestion_id uuid,
    object_type text,
    object_id text,
    existed_since timestamptz,
    reported_at timestamptz not null,
    reporter_id uuid,
    finder_ids uuid[] not null check (cardinality(finder_ids) <= 50),
    invited_ids uuid[] not null check (cardinality(invited_ids) <= 50),
    verified_at timestamptz,
    merged_into_id uuid references representatives.finding (id),
    region_path text[] not null
  );
  create index finding_reported on representatives.finding (reported_at, id);
  create index finding_task on representatives.finding (task_id) where task_id is not null;
  create index finding_finders on representatives.finding using gin (finder_ids);
  create index finding_region on representatives.finding using gin (region_path);`;
