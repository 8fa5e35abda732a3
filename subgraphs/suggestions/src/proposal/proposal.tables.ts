/** Tables of formal proposals. They come after those of handling units. A proposal is never deleted, not even at 换届. */
export const proposalTables = (schema = 'suggestions'): string => `
  create table ${schema}.proposal (
    id uuid primary key,
    number text unique,
    title text not null,
    content text not null,
    lead_proposer_id uuid not null,
    region_code text not null check (region_code ~ '^[0-9]{12}$'),
    region_path text[] not null check (region_path[cardinality(region_path)] = region_code),
    lead_unit_id uuid references ${schema}.handling_unit (id),
    status text not null,
    submitted_at timestamptz,
    due_on date,
    result_class text check (result_class in ('A', 'B', 'C', 'D')),
    attitude_rating text,
    outcome_rating text,
    disclosure_consent text not null check (disclosure_consent in ('FULL', 'TITLE_ONLY', 'NONE')),
    created_at timestamptz not null
  );
  create index proposal_region on ${schema}.proposal using gin (region_path);
  create index proposal_lead_proposer on ${schema}.proposal (lead_proposer_id, id desc);
  create index proposal_lead_unit on ${schema}.proposal (lead_unit_id, id desc) where lead_unit_id is not null;

  create table ${schema}.proposal_co_signer (
    proposal_id uuid not null references ${schema}.proposal (id),
    representative_id uuid not null,
    position int not null,
    confirmed_at timestamptz,
    primary key (proposal_id, representative_id)
  );
  create index proposal_co_signer_representative on ${schema}.proposal_co_signer (representative_id, proposal_id desc);`;

/** Grows by one with each step that events tell of. */
export const proposalVersion = 'alter table suggestions.proposal add column version int not null default 1';
