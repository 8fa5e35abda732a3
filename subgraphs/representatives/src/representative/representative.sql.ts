import { statement } from '@lianxin/database';
import { type Conditions } from '@lianxin/subgraph-kit';
import type { Representative } from './representative.entity.js';

/** A row that belongs to a parent of a nested list. */
export type Under<Row> = Row & { readonly parentKey: string };

/** The columns of a deputy under the aliases `r` and, for the delegation, `d`. */
export const representativeColumns = `r.id, r.code, r.name, r.is_party_member as "isPartyMember", d.name as delegation,
  r.delegation_id as "delegationId", r.congress_level as "congressLevel", r.region_code as "regionCode",
  r.region_path as "regionPath"`;

const from = 'representatives.representative r join representatives.delegation d on d.id = r.delegation_id';

/** Plan: one probe of representative_pkey for each id, one of delegation_pkey for each row. */
export const representativesById = statement<Representative>(
  'representatives_by_id',
  `select ${representativeColumns} from ${from} where r.id = any($1::uuid[])`,
);

/** Conditions of the list of deputies. */
export const representativeConditions: Conditions<'isPartyMember' | 'delegation' | 'regionCode' | 'text'> = {
  isPartyMember: 'r.is_party_member = ?::boolean',
  delegation: 'd.name = ?::text',
  regionCode: 'r.region_path @> array[?::text]',
  text: `strpos(lower(concat_ws(' ', r.name, r.code)), lower(?::text)) > 0`,
};

/**
 * Fixed parameters: code to start behind, limit. Plan: index scan on representative_code_key from the cursor on, the
 * conditions as a filter; a city has 10³–10⁴ deputies. With a region: representative_region_path (GIN), then a sort.
 */
export const representativeList = (where: string): string =>
  `select ${representativeColumns} from ${from} where r.code > $1::text and ${where} order by r.code limit $2::int`;

/** No fixed parameters. */
export const representativeCount = (where: string): string =>
  `select count(*)::int as count from ${from} where ${where}`;
