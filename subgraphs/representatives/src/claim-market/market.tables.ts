/**
 * 认领市场: what the log tells of stations, of who sits there, and of suggestions that nobody looks after yet. All three are
 * replicas that can be made again (ADR 0008); the tasks that are made of them are not, because claims hang on those.
 * `near_path` of a task are the regions of its station: a deputy is near when one of their stations serves one of them.
 */
export const marketTables = `
  create table representatives.market_station (
    id uuid primary key,
    region_code text not null,
    region_path text[] not null
  );
  create table representatives.market_roster (
    representative_id uuid not null,
    station_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (representative_id, station_id)
  );
  create table representatives.market_suggestion (
    id uuid primary key,
    task_id uuid not null unique,
    number text not null,
    station_id uuid not null,
    stand text not null check (stand in ('OPEN', 'HANDLED', 'GONE')),
    open_since timestamptz,
    version int not null
  );
  create index market_suggestion_open on representatives.market_suggestion (open_since) where stand = 'OPEN';
  alter table representatives.duty_task add column station_id uuid, add column near_path text[],
    add constraint duty_task_near check ((station_id is null) = (near_path is null));
  create index duty_task_market on representatives.duty_task (due_at, id) where open_to_region and status in ('OFFERED', 'CLAIMED');`;
