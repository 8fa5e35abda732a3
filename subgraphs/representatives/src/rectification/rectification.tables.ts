/** Rectifications (整改事项). Rows are never deleted. */
export const rectificationTables = `
  create table representatives.rectification (
    id uuid primary key,
    version int not null,
    status text not null,
    finding_id uuid not null unique references representatives.finding (id),
    responsible_unit_id uuid,
    representative_ids uuid[] not null check (cardinality(representative_ids) <= 50),
    opened_at timestamptz not null,
    due_on date not null,
    asked_due_on date,
    suspended_at timestamptz,
    accepted_at timestamptz,
    follow_ups jsonb not null,
    region_path text[] not null,
    calendar_version text not null
  );
  create index rectification_opened on representatives.rectification (opened_at, id);
  create index rectification_open on representatives.rectification (due_on) where status = 'OPEN';
  create index rectification_unit on representatives.rectification (responsible_unit_id, due_on, id);
  create index rectification_deputies on representatives.rectification using gin (representative_ids);
  create index rectification_region on representatives.rectification using gin (region_path);`;
