/*
 * A year of duties as the subgraphs would have logged it: for every ten events one meeting and one inspection, each
 * offered, claimed and done; a finding of the inspection, or one of another source that may speak against it; and its
 * rectification. The steps of one affair stand thousands of events apart, as they do in a log, so that no batch holds
 * two of them. Deputies differ as they do in a cohort: the busiest have ten times as much as the idlest, a few nothing at
 * all; meetings, inspections and rectifications fall to each by a draw of their own; and each keeps terms, finds and mends
 * with a likelihood of their own. All draws are seeded: a log of the same size is always the same.
 */

/** Events of one affair. */
export const affairSize = 10;

/** Affairs of one object in the year: the same at any length of the log, so that only its length differs. */
export const affairsOfObject = 50;

/** Two a deputy, before everything else. Parameters: deputies. */
export const insertDeputies = `
insert into events.log (position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
  topics, occurred_at, recorded_at)
select 2 * d - 1 + k, gen_random_uuid(), (array['representative.registered', 'representative.mandate_granted'])[k + 1], 1,
  (array['representative', 'mandate'])[k + 1], (array['D', 'M'])[k + 1] || d, 1,
  case k when 0 then jsonb_build_object('representativeId', 'D' || d, 'code', lpad(d::text, 6, '0'), 'name', '代表' || d,
      'regionCode', '330702000000', 'isPartyMember', true, 'congressLevel', 'CITY', 'regionPath', '["330700000000"]'::jsonb)
    else jsonb_build_object('mandateId', 'M' || d, 'representativeId', 'D' || d, 'termNo', 8, 'from', '2022-03-01',
      'to', null, 'electoralDistrict', null) end,
  '{}', '2025-12-01Z', '2025-12-01Z'
from generate_series(1, $1::int) d cross join generate_series(0, 1) k`;

/** Of a thousand deputies so many have something to do. */
const busy = 970;

/** A number from 0 to below 1, always the same for the same number of an affair or a deputy and the same seed. */
const drawn = (of: string, seed: number | string): string =>
  `((hashint8extended(${of}, ${seed}) & 1048575) / 1048576::float8)`;

/** Who has an affair. A deputy's share grows with the place in an order, tenfold from first to last, which is not that of codes. */
const deputyDrawn = (seed: string): string =>
  `1 + (floor($1::int * ${busy} / 1000.0 * log(1 + 9 * ${drawn('s.g', seed)}))::bigint * 7919) % $1::int`;

const step = (name: string): string => `
  case k
    when 1 then 'OFFERED' when 4 then 'OFFERED'
    when 2 then case when forgets then 'OFFERED' else 'CLAIMED' end
    when 5 then 'CLAIMED'
    when 3 then case when forgets then 'EXPIRED' else 'COMPLETED' end
    else 'COMPLETED' end as ${name}`;

/** The affairs with numbers from one to another. Parameters: deputies, affairs in all, first, last, objects. */
export const insertAffairs = `
insert into events.log (position, event_id, type, version, aggregate_type, aggregate_id, aggregate_version, payload,
  topics, occurred_at, recorded_at)
with step as (
  select 2 * $1::int + (slot - 1) * 10 + k as position, k,
    (slot - 1 - lag * least(300, $2::int / 8) + $2::int) % $2::int + 1 as g
  from generate_series($3::int, $4::int) slot
  cross join unnest(array[1,2,3,4,5,6,7,8,9,10], array[0,1,2,0,1,2,2,3,3,4]) as s (k, lag)),
given as (
  select s.*, ${deputyDrawn('case when k <= 3 then 1 when k <= 8 then 2 else 3 end')} as d from step s),
affair as (
  select s.*, 'D' || d as who, ${drawn('g', 4)} < 0.2 * ${drawn('d', 5)} as forgets,
    ${drawn('g', 6)} < 0.2 + 0.6 * ${drawn('d', 7)} as finds, ${drawn('g', 8)} < 0.4 * ${drawn('d', 9)} as dawdles,
    's' || (g::bigint * 104729) % $5::int as object,
    timestamptz '2026-01-01 01:00Z' + (g - 1) * interval '350 days' / $2::int as t from given s),
told as (
  select a.*, ${step('status')}, to_char(t, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as offered,
    to_char(t + interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as claimed,
    to_char(t + interval '3 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as claim_by,
    to_char(t + interval '5 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as done,
    to_char(t + interval '10 days', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as verified,
    to_char(t + interval '13 days', 'YYYY-MM-DD') as due_on,
    to_char(t + case when dawdles then interval '15 days' else interval '12 days' end,
      'YYYY-MM-DD"T"HH24:MI:SS"Z"') as accepted
  from affair a)
select position, gen_random_uuid(),
  case when k <= 6 then 'duty_offer.changed' when k <= 8 then 'finding.changed' else 'rectification.changed' end, 1,
  case when k <= 6 then 'duty_offer' when k <= 8 then 'finding' else 'rectification' end,
  case when k <= 3 then 'm' || g when k <= 6 then 'i' || g when k <= 8 then 'f' || g else 'z' || g end,
  case when k <= 3 then k when k <= 6 then k - 3 when k <= 8 then k - 6 else k - 8 end,
  case
    when k <= 6 then jsonb_build_object('offerId', case when k <= 3 then 'm' else 'i' end || g,
      'taskId', case when k <= 3 then 'tm' else 'ti' end || g, 'representativeId', who,
      'kind', case when k <= 3 then 'MEETING' else 'INSPECTION' end, 'status', status, 'offeredAt', offered,
      'claimBy', claim_by, 'dueAt', done, 'claimedAt', case when status in ('CLAIMED', 'COMPLETED') then claimed end,
      'completedAt', case status when 'COMPLETED' then done end, 'droppedAt', null, 'dropApproved', false, 'excuse', null,
      'conclusion', case when k = 6 then case when finds then 'PROBLEM_FOUND' else 'CLEAN' end end,
      'object', case when k > 3 then jsonb_build_object('type', 'station', 'id', object) end)
    when k <= 8 then jsonb_build_object('findingId', 'f' || g, 'status', case k when 7 then 'REPORTED' else 'VERIFIED' end,
      'source', case when finds then 'REPRESENTATIVE' else 'INSPECTION_ROOM' end,
      'taskId', case when finds then 'ti' || g end, 'object', jsonb_build_object('type', 'station', 'id', object),
      'existedSince', case when not finds and g % 2 = 1 then offered end, 'reportedAt', done,
      'finderIds', case when finds then jsonb_build_array(who) else '[]'::jsonb end,
      'verifiedAt', case k when 8 then verified end, 'mergedIntoId', null)
    else jsonb_build_object('rectificationId', 'z' || g, 'findingId', 'f' || g,
      'status', case k when 9 then 'OPEN' else 'ACCEPTED' end, 'responsibleUnitId', null,
      'representativeIds', jsonb_build_array(who), 'dueOn', due_on, 'acceptedAt', case k when 10 then accepted end,
      'followUps', '[]'::jsonb)
  end,
  '{}', t, timestamptz '2026-01-01Z' + position * interval '1 second'
from told order by position`;

/** The log has given these positions. Parameters: last. */
export const setHead = 'update events.head set position = $1::bigint';
