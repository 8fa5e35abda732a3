/**
 * People who raised something (反映人). Name and phone are sealed with a key of the person's own, which is itself wrapped
 * by a key outside the database; erasing the wrapped key erases the person. The masked forms are what lists show.
 */
export const constituentTables = `
  create table suggestions.constituent (
    id uuid primary key,
    account_id text unique,
    wrapped_key text,
    name_sealed text,
    phone_sealed text,
    phone_index text,
    name_masked text,
    phone_masked text,
    created_at timestamptz not null
  );
  create index constituent_phone on suggestions.constituent (phone_index) where phone_index is not null;`;
