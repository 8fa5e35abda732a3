/**
 * What suggestions must know of stations and deputies to check and scope commands without asking another subgraph:
 * replicas kept by the events of their owners (see ADR 0008). Nothing here is shown to anybody.
 */
export const directoryTables = `
  create table suggestions.station_ref (
    id uuid primary key,
    code text not null unique,
    region_code text not null,
    region_path text[] not null
  );
  create table suggestions.station_code_ref (
    code text primary key,
    station_id uuid not null,
    revoked boolean not null default false
  );
  create table suggestions.representative_ref (
    id uuid primary key,
    code text not null,
    region_code text not null
  );
  create table suggestions.mandate_ref (
    id uuid primary key,
    representative_id uuid not null,
    from_date date not null,
    to_date date
  );
  create index mandate_ref_representative on suggestions.mandate_ref (representative_id);
  create table suggestions.roster_ref (
    station_id uuid not null,
    representative_id uuid not null,
    from_date date not null,
    to_date date,
    primary key (representative_id, station_id)
  );`;

/** Suspended days of mandates, and deputies who look after a suggestion because they claimed it (跟办). */
export const companionTables = `
  alter table suggestions.mandate_ref add column suspensions jsonb not null default '[]',
    add column suspensions_version int not null default 0;
  create table suggestions.companion_ref (
    offer_id uuid primary key,
    representative_id uuid not null,
    suggestion_id uuid not null,
    looks_after boolean not null,
    version int not null
  );
  create index companion_ref_representative on suggestions.companion_ref (representative_id, suggestion_id) where looks_after;`;
