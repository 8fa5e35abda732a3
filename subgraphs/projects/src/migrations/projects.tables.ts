/** Tables of the projects subgraph. `region_path` names the region and all above it, because prefixes of codes may lie. */
export const projectsTables = (schema: string): string => `
  create table ${schema}.light_policy (
    version int primary key,
    yellow_from_points int not null check (yellow_from_points between 0 and 100),
    red_above_points int not null check (red_above_points between yellow_from_points and 100),
    milestone_yellow_days int not null check (milestone_yellow_days >= 0),
    basis text not null
  );
  insert into ${schema}.light_policy values (1, 10, 30, 7, '银川三灯: 落后序时进度10–30个百分点黄灯, 30以上红灯');

  create table ${schema}.ballot (
    id uuid primary key,
    region_code text not null check (region_code ~ '^[0-9]{12}$'),
    held_on date not null,
    deputy_count int not null check (deputy_count > 0),
    seats int not null check (seats > 0),
    candidates int not null check (candidates >= seats),
    unique (region_code, held_on)
  );

  create table ${schema}.livelihood_project (
    id uuid primary key,
    number text not null,
    name text not null,
    year int not null,
    region_code text not null check (region_code ~ '^[0-9]{12}$'),
    region_path text[] not null check (region_path[cardinality(region_path)] = region_code),
    status text not null,
    planned_progress jsonb not null,
    actual_percent int not null check (actual_percent between 0 and 100),
    budget_fen bigint check (budget_fen >= 0),
    lead_unit_id uuid,
    lead_member_id uuid,
    task_force_name text,
    task_force_member_ids uuid[] not null,
    ballot_id uuid references ${schema}.ballot (id),
    for_count int,
    against_count int,
    abstain_count int,
    adopted boolean,
    accepted_on date,
    accepted_by text,
    acceptance_conclusion text,
    created_at timestamptz not null
  );
  create unique index livelihood_project_order on ${schema}.livelihood_project (year desc, region_code, number);
  create index livelihood_project_region on ${schema}.livelihood_project using gin (region_path);
  create index livelihood_project_lead_unit on ${schema}.livelihood_project (lead_unit_id);
  create index livelihood_project_lead_member on ${schema}.livelihood_project (lead_member_id);
  create index livelihood_project_task_force on ${schema}.livelihood_project using gin (task_force_member_ids);

  create table ${schema}.satisfaction_vote (
    project_id uuid not null references ${schema}.livelihood_project (id),
    round int not null,
    held_on date not null,
    member_count int not null,
    satisfied int not null,
    basically_satisfied int not null,
    not_satisfied int not null,
    primary key (project_id, round),
    check (satisfied + basically_satisfied + not_satisfied <= member_count)
  );

  create table ${schema}.work_list (
    id uuid primary key,
    code text not null unique,
    kind text not null,
    name text not null,
    region_code text not null check (region_code ~ '^[0-9]{12}$'),
    region_path text[] not null check (region_path[cardinality(region_path)] = region_code),
    is_published boolean not null,
    created_at timestamptz not null
  );

  create table ${schema}.work_item (
    id uuid primary key,
    list_id uuid not null references ${schema}.work_list (id),
    position int not null,
    title text not null,
    status text not null,
    responsible_unit_id uuid,
    due_on date,
    accepted_at timestamptz,
    created_at timestamptz not null,
    unique (list_id, position)
  );

  create table ${schema}.milestone (
    id uuid primary key,
    project_id uuid references ${schema}.livelihood_project (id),
    work_item_id uuid references ${schema}.work_item (id),
    position int not null,
    title text not null,
    due_on date not null,
    done_on date,
    check (num_nonnulls(project_id, work_item_id) = 1)
  );
  create index milestone_project on ${schema}.milestone (project_id, position) where project_id is not null;
  create index milestone_work_item on ${schema}.milestone (work_item_id, position) where work_item_id is not null;`;

/** The tables above, in an order in which they can be dropped. */
export const projectsTableNames = [
  'milestone',
  'work_item',
  'work_list',
  'satisfaction_vote',
  'livelihood_project',
  'ballot',
  'light_policy',
] as const;
