/**
 * DDL of what makes and shows partitions. A partition is made as a table of its own and then attached, since only that
 * lets readers and the relay go on meanwhile. The relay may not create tables; it may call `ensure_room`, which does so
 * in its owner's name.
 */
export const partitionFunctions = `
create view events.log_partition as
  select c.relname::text as name, bounds[1]::bigint as first_position, bounds[2]::bigint as end_position
  from pg_catalog.pg_inherits i
  join pg_catalog.pg_class c on c.oid = i.inhrelid
  cross join lateral regexp_match(pg_get_expr(c.relpartbound, c.oid), '(\\d+)\\D+(\\d+)') as bounds
  where i.inhparent = 'events.log'::regclass;

create function events.new_partition(first bigint) returns text
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  made text := format('log_from_%s', first);
begin
  execute format('create table events.%I (like events.log including defaults)', made);
  return made;
end $$;

create function events.attach_partition(made text, first bigint, past bigint) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  -- The check is proof for the attachment, which would read the whole table under its lock otherwise.
  execute format('alter table events.%I add constraint bounds check (position >= %s and position < %s)', made, first, past);
  execute format('alter table events.log attach partition events.%I for values from (%s) to (%s)', made, first, past);
  execute format('alter table events.%I drop constraint bounds', made);
  execute format('create or replace trigger log_append_only before update or delete or truncate on events.%I
    for each statement execute function events.refuse_change()', made);
  -- All rights are asked of the whole; nobody writes past it.
  execute format('revoke all on events.%I from public, lianxin_events', made);
end $$;

create function events.ensure_room(ahead bigint, size bigint) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last_given bigint;
  past bigint;
begin
  if size < 1 or ahead not between 0 and 100000000 or ahead / size > 1000 then raise exception 'no such room'; end if;
  select position into last_given from events.head;
  select max(end_position) into past from events.log_partition;
  while past - 1 - last_given < ahead loop
    perform events.attach_partition(events.new_partition(past), past, past + size);
    past := past + size;
  end loop;
  return past - 1 - last_given;
end $$;

revoke execute on function events.new_partition, events.attach_partition, events.ensure_room from public;
grant execute on function events.ensure_room to lianxin_events;`;
