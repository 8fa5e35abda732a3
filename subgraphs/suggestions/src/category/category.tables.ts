/** Tables of the category tree. `path` holds the codes from the top down to the category's own. */
export const categoryTables = (schema = 'suggestions'): string => `
  create table ${schema}.category (
    code text primary key,
    name text not null,
    parent_code text references ${schema}.category (code),
    level int not null check (level between 1 and 3 and level = cardinality(path)),
    path text[] not null check (path[cardinality(path)] = code),
    created_at timestamptz not null,
    check ((parent_code is null) = (level = 1))
  );
  create index category_children on ${schema}.category (parent_code, code);`;
