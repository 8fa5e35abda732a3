import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a writer logs its event with in its own transaction, when a relay has lent it the head (ADR 0037). It may add an
 * event and nothing else, as it may to its outbox, and only those who have one may. It does not ring: the relay does.
 */
export class LendHead1769300000000 implements MigrationInterface {
  readonly name = 'LendHead1769300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create type events.place as (position bigint, recorded_at timestamptz);

      create function events.log_alone(
        event_id uuid, type text, version int, aggregate_type text, aggregate_id text, aggregate_version int,
        payload jsonb, topics text[], actor jsonb, causation_id uuid, request_id text, occurred_at timestamptz
      ) returns events.place
      language plpgsql security definer
      -- Plans are kept from a session's first call, perhaps in an empty log, and must be good for a million events.
      set search_path = pg_catalog, pg_temp set enable_seqscan = off as $$
      #variable_conflict use_variable
      declare
        place events.place;
      begin
        -- Whoever moves or logs something now holds it until that is on the disk: the outbox does not wait.
        perform from events.head for update skip locked;
        if not found then return null; end if;
        perform from events.log_id l where l.event_id = log_alone.event_id;
        if found then return null; end if;
        -- Who stops before its commit would stop all; put back with the transaction.
        perform set_config('idle_in_transaction_session_timeout', '2000', true);
        update events.head h set position = h.position + 1 returning h.position into place.position;
        insert into events.log as l (position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version,
          payload, topics, actor, causation_id, request_id, occurred_at)
        values (place.position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version,
          payload, topics, actor, causation_id, request_id, occurred_at)
        returning l.recorded_at into place.recorded_at;
        return place;
      end $$;

      revoke execute on function events.log_alone from public;
      do $$
      declare
        writer text;
      begin
        for writer in select 'lianxin_' || schemaname from pg_tables where tablename = 'outbox' loop
          execute format('grant execute on function events.log_alone to %I', writer);
        end loop;
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function events.log_alone; drop type events.place');
  }
}
