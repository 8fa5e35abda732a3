/** Tables of the handling units. `region_path` names the region and all above it, because prefixes of codes may lie. */
export const handlingUnitTables = (schema = 'suggestions'): string => `
  create table ${schema}.handling_unit (
    id uuid primary key,
    code text not null unique,
    name text not null,
    short_name text,
    level text not null check (level in ('CITY', 'COUNTY', 'TOWN')),
    region_code text not null check (region_code ~ '^[0-9]{12}$'),
    region_path text[] not null check (region_path[cardinality(region_path)] = region_code),
    created_at timestamptz not null
  );
  create index handling_unit_region on ${schema}.handling_unit using gin (region_path);`;
