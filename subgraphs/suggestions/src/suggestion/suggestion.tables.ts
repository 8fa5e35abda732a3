/** Suggestions with what hangs on them. Rows are never deleted. */
export const suggestionTables = `
  create sequence suggestions.suggestion_number;

  create table suggestions.suggestion (
    id uuid primary key,
    version int not null,
    number text not null unique,
    station_id uuid not null,
    region_code text not null,
    region_path text[] not null,
    channel text not null,
    title text not null check (char_length(title) between 1 and 200),
    content text not null check (char_length(content) between 1 and 20000),
    category_code text references suggestions.category (code),
    urgency text not null,
    status text not null,
    constituent_id uuid references suggestions.constituent (id),
    constituent_account_id text,
    anonymous boolean not null,
    contact_consent boolean not null,
    lead_unit_id uuid references suggestions.handling_unit (id),
    assist_unit_ids uuid[] not null,
    representative_id uuid,
    collected_at timestamptz not null,
    admitted_at timestamptz,
    dispatched_at timestamptz,
    accepted_at timestamptz,
    replied_at timestamptz,
    closed_at timestamptz,
    clock_started_at timestamptz,
    due_at timestamptz,
    handle_due_at timestamptz,
    paused_at timestamptz,
    return_by timestamptz,
    dispatch_count int not null,
    designated boolean not null,
    rework_no int not null,
    merged_into_id uuid references suggestions.suggestion (id),
    rating text,
    source text,
    source_number text,
    support_count int not null,
    oppose_count int not null,
    calendar_version text not null,
    updated_at timestamptz not null,
    check ((due_at is null) = (clock_started_at is null))
  );
  -- The queues: by deadline, those without one last. The identifier makes the order total, so cursors are exact.
  -- The region path goes along, so that an office's count of a station is answered from the index.
  create index suggestion_station_due on suggestions.suggestion (station_id, coalesce(due_at, 'infinity'::timestamptz), id)
    include (region_path);
  create index suggestion_unit_due on suggestions.suggestion (lead_unit_id, coalesce(due_at, 'infinity'::timestamptz), id);
  create index suggestion_due on suggestions.suggestion (coalesce(due_at, 'infinity'::timestamptz), id);
  create index suggestion_collected on suggestions.suggestion (collected_at, id);
  create index suggestion_updated on suggestions.suggestion (updated_at, id);
  create index suggestion_status_due on suggestions.suggestion (status, coalesce(due_at, 'infinity'::timestamptz), id);
  create index suggestion_account on suggestions.suggestion (constituent_account_id, collected_at, id)
    where constituent_account_id is not null;
  create index suggestion_representative on suggestions.suggestion (representative_id) where representative_id is not null;
  create index suggestion_region on suggestions.suggestion using gin (region_path);
  create index suggestion_assist on suggestions.suggestion using gin (assist_unit_ids);
  create unique index suggestion_source on suggestions.suggestion (source, source_number) where source is not null;

  create table suggestions.reply (
    id uuid primary key,
    suggestion_id uuid not null references suggestions.suggestion (id),
    unit_id uuid references suggestions.handling_unit (id),
    representative_id uuid,
    result_code text not null,
    text text not null,
    contact_record jsonb,
    promised_date date,
    replied_at timestamptz not null,
    round int not null
  );
  create index reply_suggestion on suggestions.reply (suggestion_id, replied_at);

  create table suggestions.evaluation (
    id uuid primary key,
    suggestion_id uuid not null references suggestions.suggestion (id),
    rating text not null,
    attitude_rating text,
    reason text,
    comment text,
    evaluated_at timestamptz not null,
    round int not null
  );
  create index evaluation_suggestion on suggestions.evaluation (suggestion_id, evaluated_at);`;
