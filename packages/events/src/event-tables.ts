/** The relay's role; its name follows from the schema `events`. */
const relayRole = 'lianxin_events';

/** Roles belong to the server, not to one database, so two migrations may meet here. */
export const ensureRelayRole = `
do $$ begin
  if not exists (select from pg_roles where rolname = '${relayRole}') then create role ${relayRole}; end if;
exception when duplicate_object or unique_violation then null;
end $$;`;

/** Whoever has an outbox may log what would go there; the log may be migrated before or after it. */
const grantLogAlone = (schema: string): string => `
do $$ begin
  if to_regproc('events.log_alone') is not null then
    grant execute on function events.log_alone to lianxin_${schema};
  end if;
end $$;`;

/**
 * DDL of the event tables of one subgraph, for its first migration: `outbox` (facts on their way to the log), `inbox`,
 * `consumer_checkpoint` and `parked_event` (what its consumers have handled, how far they are, what they set aside).
 * The relay may take rows out of the outbox and see nothing else.
 */
export function eventTables(schema: string): string {
  return `
create table ${schema}.outbox (
  id bigint generated always as identity primary key,
  event_id uuid not null,
  type text not null,
  version int not null,
  aggregate_type text not null,
  aggregate_id text not null,
  aggregate_version int not null,
  payload jsonb not null,
  topics text[] not null,
  actor jsonb,
  causation_id uuid,
  request_id text,
  occurred_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create table ${schema}.inbox (
  consumer text not null,
  event_id uuid not null,
  handled_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create table ${schema}.consumer_checkpoint (
  consumer text primary key,
  position bigint not null,
  updated_at timestamptz not null default now()
);

create table ${schema}.parked_event (
  consumer text not null,
  event_id uuid not null,
  position bigint not null,
  type text not null,
  version int not null,
  reason text not null,
  attempts int not null,
  parked_at timestamptz not null default now(),
  primary key (consumer, event_id)
);
${ensureRelayRole}
grant usage on schema ${schema} to ${relayRole};
grant select, delete on ${schema}.outbox to ${relayRole};
${grantLogAlone(schema)}`;
}

/** The way back, for a migration's `down`. */
export function dropEventTables(schema: string): string {
  return ['outbox', 'inbox', 'consumer_checkpoint', 'parked_event']
    .map((table) => `drop table ${schema}.${table};`)
    .join('\n');
}
