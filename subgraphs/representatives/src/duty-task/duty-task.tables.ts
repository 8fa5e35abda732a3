/**
 * 履职任务 and its offers. The task's row counts its offers: a claim takes a place by a conditional update of that row,
 * which also puts everybody who acts on the task in a line, the task first and its offers after it. The status is what
 * the counts say, so the two cannot disagree.
 */
export const dutyTaskTables = `
  create table representatives.duty_task (
    id uuid primary key,
    version int not null,
    kind text not null,
    title text not null check (char_length(title) between 1 and 200),
    object_type text,
    object_id text,
    quota int not null check (quota between 1 and 5000),
    claim_by timestamptz not null,
    due_at timestamptz not null,
    min_notice_hours int not null check (min_notice_hours between 0 and 720),
    region_path text[] not null,
    offered_at timestamptz not null,
    open_to_region boolean not null,
    offered_count int not null,
    open_count int not null check (open_count >= 0),
    claimed_count int not null check (claimed_count >= 0),
    completed_count int not null check (completed_count >= 0),
    cancelled_at timestamptz,
    status text not null generated always as (case
      when cancelled_at is not null then 'CANCELLED'
      when claimed_count = 0 and completed_count > 0 and ((open_count = 0 and not open_to_region) or completed_count >= quota) then 'COMPLETED'
      when claimed_count + completed_count >= quota then 'CLAIMED'
      when open_count > 0 or open_to_region then 'OFFERED'
      when claimed_count > 0 then 'CLAIMED'
      else 'EXPIRED' end) stored,
    constraint duty_task_order check (offered_at < claim_by and claim_by <= due_at),
    constraint duty_task_places check (claimed_count + completed_count <= quota),
    constraint duty_task_object check ((object_type is null) = (object_id is null))
  );
  create index duty_task_due on representatives.duty_task (due_at, id);
  create index duty_task_region on representatives.duty_task using gin (region_path);

  create table representatives.duty_offer (
    id uuid primary key,
    version int not null,
    task_id uuid not null references representatives.duty_task (id),
    representative_id uuid not null references representatives.representative (id),
    status text not null,
    offered_at timestamptz not null,
    claim_by timestamptz not null,
    due_at timestamptz not null,
    claimed_at timestamptz,
    completed_at timestamptz,
    dropped_at timestamptz,
    drop_approved boolean not null,
    excuse text,
    conclusion text,
    constraint duty_offer_once unique (task_id, representative_id)
  );
  create index duty_offer_deputy on representatives.duty_offer (representative_id, due_at, id);
  create index duty_offer_unclaimed on representatives.duty_offer (claim_by) where status = 'OFFERED';
  create index duty_offer_undone on representatives.duty_offer (due_at) where status = 'CLAIMED';`;
