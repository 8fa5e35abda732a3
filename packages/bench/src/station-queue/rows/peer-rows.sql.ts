/** The schema of the copy; a name of its own, so that nothing of the platform is exposed by a server that reflects it. */
export const peerSchema = 'bench_peer';

/**
 * A copy of the same rows as PostGraphile wants them: one schema, natural foreign keys with indexes, and an index for the
 * order of the queue. Stage and light, which the platform computes on every read, are plain columns here, so the peer has
 * less to do and never more.
 */
export const createPeerTables = `
  create schema ${peerSchema};
  create table ${peerSchema}.region (code text primary key, name text not null, level text not null);
  create table ${peerSchema}.station (
    id uuid primary key, code text not null unique, name text not null, tier text not null, kind text not null,
    region_code text not null references ${peerSchema}.region (code)
  );
  create table ${peerSchema}.representative (id uuid primary key, code text not null unique, name text not null);
  create table ${peerSchema}.handling_unit (id uuid primary key, code text not null unique, name text not null);
  create table ${peerSchema}.category (code text primary key, name text not null);
  create table ${peerSchema}.constituent (id uuid primary key, display_name text not null, phone_masked text);
  create table ${peerSchema}.suggestion (
    id uuid primary key, number text not null unique, version int not null,
    station_id uuid not null references ${peerSchema}.station (id),
    title text not null, content text not null, stage text, status text not null, light text, urgency text not null,
    collected_at timestamptz not null, due_at timestamptz,
    category_code text references ${peerSchema}.category (code),
    constituent_id uuid references ${peerSchema}.constituent (id),
    lead_unit_id uuid references ${peerSchema}.handling_unit (id),
    representative_id uuid references ${peerSchema}.representative (id)
  );`;

const stageOf = `case
  when s.status in ('COLLECTED', 'ADMITTED') then 'COLLECT' when s.status in ('DISPATCHED', 'RETURN_PENDING') then 'DISPATCH'
  when s.status = 'REPLIED' then 'FEEDBACK' when s.status in ('CLOSED', 'ARCHIVED') then 'EVALUATE' else 'ACCEPT' end`;
const lightOf = `case
  when s.due_at is null or s.status = 'REPLIED' then null when now() >= s.due_at then 'RED'
  when now() >= s.clock_started_at + (s.due_at - s.clock_started_at) / 2 then 'YELLOW' else 'GREEN' end`;

/** Filled first, indexed after: that is quicker. */
export const copyToPeer = `
  insert into ${peerSchema}.region select code, name, level from stations.region;
  insert into ${peerSchema}.station select id, code, name, tier, kind, region_code from stations.station;
  insert into ${peerSchema}.representative select id, code, name from representatives.representative;
  insert into ${peerSchema}.handling_unit select id, code, name from suggestions.handling_unit;
  insert into ${peerSchema}.category select code, name from suggestions.category;
  insert into ${peerSchema}.constituent select id, name_masked, phone_masked from suggestions.constituent;
  insert into ${peerSchema}.suggestion
    select s.id, s.number, s.version, s.station_id, s.title, s.content, ${stageOf}, s.status, ${lightOf}, s.urgency,
      s.collected_at, s.due_at, s.category_code, s.constituent_id, s.lead_unit_id, s.representative_id
    from suggestions.suggestion s;
  create index on ${peerSchema}.station (region_code);
  create index on ${peerSchema}.suggestion (station_id, due_at, id);
  create index on ${peerSchema}.suggestion (due_at, id);
  create index on ${peerSchema}.suggestion (category_code);
  create index on ${peerSchema}.suggestion (constituent_id);
  create index on ${peerSchema}.suggestion (lead_unit_id);
  create index on ${peerSchema}.suggestion (representative_id);
  analyze ${peerSchema}.region, ${peerSchema}.station, ${peerSchema}.representative, ${peerSchema}.handling_unit,
    ${peerSchema}.category, ${peerSchema}.constituent, ${peerSchema}.suggestion;`;
