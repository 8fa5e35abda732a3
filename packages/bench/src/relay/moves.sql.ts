import { outboxColumns } from '@lianxin/events';

/** A log as wide and with the same indexes as the platform's, in one table and without its guarantees. */
export const createPlainLog = `
  create schema bench_relay;
  create table bench_relay.log (like events.log including defaults);
  alter table bench_relay.log add primary key (position), add unique (event_id);
  create index on bench_relay.log using gin (topics);
  create index on bench_relay.log (aggregate_type, aggregate_id, position);
  create sequence bench_relay.position;`;

/** $1 events as transitions leave them, about 500 suggestions of 20 stations. */
export const fillOutbox = `
  insert into suggestions.outbox (${outboxColumns})
  select gen_random_uuid(), 'suggestion.transitioned', 1, 'suggestion', md5('suggestion ' || i % 500)::uuid::text, 1 + i / 500,
    jsonb_build_object('suggestionId', md5('suggestion ' || i % 500)::uuid, 'number', 'BENCH-' || i, 'action', 'ACCEPT',
      'fromStatus', 'DISPATCHED', 'toStatus', 'IN_PROGRESS', 'stationId', md5('station ' || i % 20)::uuid,
      'regionCode', '330702001000', 'leadUnitId', md5('unit ' || i % 60)::uuid, 'assistUnitIds', jsonb_build_array(),
      'representativeId', null, 'actorRole', 'UNIT_CLERK', 'actorName', '承办单位'),
    array['suggestion:' || md5('suggestion ' || i % 500)::uuid, 'station:' || md5('station ' || i % 20)::uuid,
      'unit:' || md5('unit ' || i % 60)::uuid],
    '{"role": "UNIT_CLERK", "name": "承办单位"}', null, null, now()
  from generate_series(1, $1::int) i`;

const moveInto = (chosen: string): string => `
  with moved as (delete from suggestions.outbox ${chosen} returning id, ${outboxColumns})
  insert into bench_relay.log (position, ${outboxColumns})
  select nextval('bench_relay.position'), ${outboxColumns} from (select * from moved order by id) m`;

/** Everything in one statement. */
export const moveAll = moveInto('');

/** The first $1 rows. */
export const moveSome = moveInto('where id = any(array(select id from suggestions.outbox order by id limit $1))');

export const emptyPlainLog = 'truncate bench_relay.log';
export const vacuumOutbox = 'vacuum (analyze) suggestions.outbox';
