/*
 * The same index without a projection: the newest state of every affair in typed columns, indexed by deputy and day, and
 * one statement that counts the three rates of everybody in a period. It knows what the generated affairs need of the
 * rules, and no more: no policies, no mandates, no merges, no history, no reasons.
 */

/** As an application that counts on reading would keep them, made of the log. */
export const createPlainTables = `
create schema plain;
create table plain.newest as
  select aggregate_type as type, aggregate_id as id, payload as state
  from events.log join (
    select aggregate_type, aggregate_id, max(aggregate_version) as aggregate_version from events.log group by 1, 2) n
    using (aggregate_type, aggregate_id, aggregate_version);
create table plain.offer as
  select id, state ->> 'representativeId' as who, state ->> 'kind' as kind, state ->> 'status' as status,
    state ->> 'taskId' as task_id, (state ->> 'claimBy')::timestamptz as claim_by,
    (state ->> 'claimedAt')::timestamptz as claimed_at, (state ->> 'completedAt')::timestamptz as completed_at,
    ((state ->> 'claimBy')::timestamptz at time zone 'Asia/Shanghai')::date as claim_day,
    ((state ->> 'completedAt')::timestamptz at time zone 'Asia/Shanghai')::date as done_day,
    state ->> 'conclusion' as conclusion, state -> 'object' ->> 'id' as object_id
  from plain.newest where type = 'duty_offer';
create table plain.finding as
  select id, state ->> 'taskId' as task_id, state ->> 'status' as status, state -> 'object' ->> 'id' as object_id,
    array(select jsonb_array_elements_text(state -> 'finderIds')) as finders,
    (state ->> 'existedSince')::timestamptz as existed_since, (state ->> 'verifiedAt')::timestamptz as verified_at
  from plain.newest where type = 'finding';
create table plain.rectification as
  select u.id, r.who, u.state ->> 'status' as status, (u.state ->> 'dueOn')::date as due_on,
    ((u.state ->> 'acceptedAt')::timestamptz at time zone 'Asia/Shanghai')::date as accepted_on
  from plain.newest u cross join lateral jsonb_array_elements_text(u.state -> 'representativeIds') as r (who)
  where u.type = 'rectification';
drop table plain.newest;
create index on plain.offer (who, claim_day);
create index on plain.offer (who, done_day) where kind = 'INSPECTION';
create index on plain.offer (claim_day);
create index on plain.finding (task_id) where task_id is not null;
create index on plain.finding (object_id, verified_at) where verified_at is not null;
create index on plain.rectification (who, due_on);
create index on plain.rectification (due_on);
grant usage on schema plain to public;
grant select on all tables in schema plain to public`;

export const plainTables = ['plain.offer', 'plain.finding', 'plain.rectification'];

/** Counts and scores of everybody, or of one deputy, in a period. Parameters: first day, day after the last, deputy or null. */
export const recount = `
with claim as (
  select who, count(*) as den, count(*) filter (where claimed_at <= claim_by) as num
  from plain.offer where claim_day >= $1 and claim_day < $2 and status <> 'OFFERED' and ($3::text is null or who = $3)
  group by who),
visit as (
  select o.who, f.found, case when f.found or o.conclusion <> 'CLEAN' then false else exists (
      select from plain.finding m where m.object_id = o.object_id and m.verified_at between o.completed_at
        and o.completed_at + interval '30 days' and m.existed_since <= o.completed_at and not o.who = any(m.finders))
    end as missed
  from plain.offer o
  cross join lateral (select exists (select from plain.finding f where f.task_id = o.task_id and f.status = 'VERIFIED'
    and o.who = any(f.finders)) as found) f
  where o.kind = 'INSPECTION' and o.done_day >= $1 and o.done_day < $2 and ($3::text is null or o.who = $3)),
discovery as (
  select who, count(*) as den, count(*) filter (where found) as num from visit where found or missed group by who),
mended as (
  select who, count(*) as den, count(*) filter (where accepted_on <= due_on) as num
  from plain.rectification where due_on >= $1 and due_on < $2 and status <> 'OPEN' and ($3::text is null or who = $3)
  group by who)
select who, c.num::int as claimed, c.den::int as offered, d.num::int as found, d.den::int as findable,
  m.num::int as mended, m.den::int as due,
  round(100 * (coalesce(3000 * c.num / nullif(c.den, 0)::numeric, 0) + coalesce(3000 * d.num / nullif(d.den, 0)::numeric, 0)
    + coalesce(4000 * m.num / nullif(m.den, 0)::numeric, 0))
    / nullif(case when c.den > 0 then 3000 else 0 end + case when d.den > 0 then 3000 else 0 end
      + case when m.den > 0 then 4000 else 0 end, 0), 2)::float8 as score
from claim c full join discovery d using (who) full join mended m using (who) order by who`;

/** The same sums over what the projection has already decided: rows with a place above and below the line. */
export const resum = `
select representative_id, indicator, share, count(*) filter (where numerator) as numerator,
  count(*) filter (where denominator) as denominator, count(*) filter (where late) as late
from duty_index.contribution
where until_position is null and day >= $1 and day < $2 and ($3::text is null or representative_id = $3)
group by 1, 2, 3`;
