/**
 * Rows of the platform, made by arithmetic on their number so that every run has the same ones. They go straight into
 * the tables: a hundred thousand use cases would take longer than the whole benchmark. `$1` is the number of suggestions;
 * a station has about 500 of them, the age of a station that has worked for some years.
 */
const stationCount = `greatest(4, $1::int / 500)`;
const unitCount = 60;
const deputyCount = 480;
const categoryCount = 80;

const idOf = (kind: string, number: string): string => `md5('bench ${kind} ' || (${number}))::uuid`;

/** 姓氏 and given names that are combined into invented people. */
const surname = (number: string): string =>
  `(string_to_array('王,李,张,刘,陈,杨,黄,赵,吴,周,徐,孙', ','))[1 + (${number}) % 12]`;
const givenName = (number: string): string =>
  `(string_to_array('建国,秀英,伟,芳,志强,晓燕,海峰,丽华,文斌,雪梅,俊杰', ','))[1 + (${number}) % 11]`;

const towns = `select code, path, (row_number() over (order by code) - 1)::int as position from stations.region where level = 'TOWN'`;

export const insertStations = `
  with town as (${towns})
  insert into stations.station (id, code, name, tier, kind, region_code, registered_at)
  select ${idOf('station', 'i')}, 'BENCH-' || lpad(i::text, 5, '0'), '第' || i || '人大代表联络站', 'STATION', 'FIXED', town.code, now()
  from generate_series(1, ${stationCount}) i join town on town.position = i % (select count(*) from town)`;

export const insertDelegation = `
  insert into representatives.delegation (id, name) values (${idOf('delegation', `'1'`)}, '基准测试代表团')`;

export const insertDeputies = `
  with town as (${towns})
  insert into representatives.representative
    (id, code, name, is_party_member, delegation_id, congress_level, region_code, region_path, registered_at)
  select ${idOf('deputy', 'i')}, 'BENCH-' || lpad(i::text, 5, '0'), ${surname('i')} || ${givenName('i / 12')}, i % 2 = 0,
    ${idOf('delegation', `'1'`)}, 'CITY', town.code, town.path, now()
  from generate_series(1, ${deputyCount}) i join town on town.position = i % (select count(*) from town)`;

/** Ten deputies sit at every station. */
export const insertRosters = `
  insert into stations.roster_slot (id, station_id, representative_id, from_date, version)
  select ${idOf('slot', `i || '/' || k`)}, ${idOf('station', 'i')}, ${idOf('deputy', `1 + (i * 10 + k) % ${deputyCount}`)}, current_date - 30, 1
  from generate_series(1, ${stationCount}) i, generate_series(1, 10) k`;

export const insertUnits = `
  insert into suggestions.handling_unit (id, code, name, level, region_code, region_path, created_at)
  select ${idOf('unit', 'i')}, 'BENCH-' || i, '第' || i || '承办单位', 'CITY', r.code, r.path, now()
  from generate_series(1, ${unitCount}) i, stations.region r where r.level = 'CITY' and r.code = '330700000000'`;

export const insertCategories = `
  insert into suggestions.category (code, name, parent_code, level, path, created_at)
  select 'bench-' || i, '第' || i || '类意见', null, 1, array['bench-' || i], now() from generate_series(1, ${categoryCount}) i`;

/** One person for each suggestion; what is sealed stays empty, since no list reads it. */
export const insertConstituents = `
  insert into suggestions.constituent (id, name_masked, phone_masked, created_at)
  select ${idOf('person', 'i')}, ${surname('i')} || '*', '13' || i % 10 || '****' || lpad((i * 7919 % 10000)::text, 4, '0'), now()
  from generate_series(1, $1::int) i`;

/**
 * Six in ten are closed and have no deadline; the rest run through the open states with deadlines from three weeks ago
 * to three weeks ahead; what waits for a rating ends later than the run, or else the platform would expire it meanwhile.
 * Neighbours in time belong to different stations, as they do in life. Instants are whole seconds:
 * cursors carry milliseconds, which is what the program itself writes.
 */
export const insertSuggestions = `
  with station as (
    select s.id, s.region_code, r.path, (row_number() over (order by s.code) - 1)::int as position
    from stations.station s join stations.region r on r.code = s.region_code where s.code like 'BENCH-%'),
  numbered as (
    select i, (array['CLOSED','CLOSED','ARCHIVED','CLOSED','ARCHIVED','CLOSED','DISPATCHED','IN_PROGRESS','REPLIED','ADMITTED'])[1 + i / 7 % 10] as status,
      date_trunc('second', now()) - make_interval(mins => (i::bigint * 7919 % 1000000)::int) as collected_at,
      date_trunc('second', now()) + make_interval(mins => (i::bigint * 104729 % 60480)::int - 30240) as any_due_at
    from generate_series(1, $1::int) i),
  dated as (
    select *, case when status = 'REPLIED' then any_due_at + interval '22 days' else any_due_at end as due_at
    from numbered)
  insert into suggestions.suggestion
    (id, version, number, station_id, region_code, region_path, channel, title, content, category_code, urgency, status,
     constituent_id, anonymous, contact_consent, lead_unit_id, assist_unit_ids, representative_id, collected_at, admitted_at,
     dispatched_at, closed_at, clock_started_at, due_at, dispatch_count, designated, rework_no, support_count, oppose_count,
     calendar_version, updated_at)
  select ${idOf('suggestion', 'i')}, 1 + i % 6, 'BENCH-' || lpad(i::text, 7, '0'), station.id, station.region_code, station.path,
    'STATION_DESK', '关于第' || i || '号楼前道路照明和积水问题的意见', repeat('路灯长期不亮,雨天积水,老人和孩子出行不便,希望有关部门尽快到现场查看。', 4),
    'bench-' || 1 + i / 13 % ${categoryCount}, case when i % 9 = 0 then 'URGENT' else 'NORMAL' end, status,
    ${idOf('person', 'i')}, false, true, case when status <> 'ADMITTED' then ${idOf('unit', `1 + i / 11 % ${unitCount}`)} end, '{}',
    case when i / 5 % 3 = 0 then ${idOf('deputy', `1 + i / 17 % ${deputyCount}`)} end, collected_at, collected_at, collected_at,
    case when status in ('CLOSED', 'ARCHIVED') then collected_at end,
    case when status not in ('CLOSED', 'ARCHIVED') then due_at - interval '10 days' end,
    case when status not in ('CLOSED', 'ARCHIVED') then due_at end,
    1, false, 0, 0, 0, 'bench', collected_at
  from dated join station on station.position = i % (select count(*) from station)`;

export const analyzed = [
  'stations.station',
  'stations.roster_slot',
  'representatives.representative',
  'suggestions.suggestion',
  'suggestions.constituent',
  'suggestions.handling_unit',
  'suggestions.category',
] as const;

/** A clerk of the city's office, who may read every station, and the officer of one station. Both with one password. */
export const insertAccounts = `
  with account as (
    insert into identity.account (id, username, display_name, password_hash, grants_version, created_at)
    values (${idOf('account', `'office'`)}, 'bench-office', '基准测试办公室', $1, 1, now()),
      (${idOf('account', `'liaison'`)}, 'bench-liaison', '基准测试联络员', $1, 1, now())
    returning id, username)
  insert into identity.account_grant (account_id, role, station_id, region_code)
  select id, case username when 'bench-office' then 'OFFICE_CLERK' else 'LIAISON_OFFICER' end,
    case username when 'bench-liaison' then $2 end, case username when 'bench-office' then '330700000000' end
  from account`;

export const selectStationIds = `select id from stations.station where code like 'BENCH-%' order by code`;
