/**
 * Tables that a schema with workflows needs once: the idempotency keys of its commands.
 * A key belongs to the account that sent it; it keeps the answer of a success and is swept after 24 hours.
 */
export function idempotencyTable(schema: string): string {
  return `
    create table ${schema}.idempotency (
      account_id text not null,
      key text not null,
      operation text not null,
      input_hash text not null,
      response jsonb not null,
      created_at timestamptz not null,
      primary key (account_id, key)
    );
    create index idempotency_created_at on ${schema}.idempotency (created_at);`;
}

/**
 * The history of one table: a row for each transition, which nobody can rewrite. The role that the program runs as may
 * only insert and read; a trigger stops everybody else, the owner included.
 */
export function historyTable(schema: string, table: string): string {
  return `
    create table ${schema}.${table}_history (
      event_id uuid primary key,
      subject_id uuid not null references ${schema}.${table} (id),
      version int not null,
      action text not null,
      from_status text,
      to_status text not null,
      at timestamptz not null,
      business_date date not null,
      actor_account_id text,
      actor_role text not null,
      actor_name text not null,
      note text,
      unique (subject_id, version)
    );
    create function ${schema}.${table}_history_is_append_only() returns trigger language plpgsql as $$
      begin raise exception 'the history of ${table} is append-only'; end $$;
    create trigger append_only before update or delete on ${schema}.${table}_history
      for each row execute function ${schema}.${table}_history_is_append_only();
    create trigger no_truncate before truncate on ${schema}.${table}_history
      for each statement execute function ${schema}.${table}_history_is_append_only();`;
}
