/** Tables of the dispatch catalogue. They come after those of categories and of handling units. */
export const dispatchRuleTables = (schema = 'suggestions'): string => `
  create table ${schema}.dispatch_rule (
    id uuid primary key,
    category_code text not null references ${schema}.category (code),
    unit_id uuid not null references ${schema}.handling_unit (id),
    level text not null check (level in ('CITY', 'COUNTY', 'TOWN')),
    priority int not null,
    note text,
    created_at timestamptz not null,
    unique (category_code, unit_id)
  );
  create index dispatch_rule_order on ${schema}.dispatch_rule (category_code, priority, id);
  create index dispatch_rule_unit on ${schema}.dispatch_rule (unit_id);`;
