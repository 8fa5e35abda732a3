import type { Visibility } from './suggestion.policy.js';

/** Collects the values of a statement and hands out their places. */
export class Values {
  readonly list: unknown[] = [];

  /** The place of a value, e.g. `$3::uuid`. */
  add(value: unknown, type: string): string {
    return `$${this.list.push(value)}::${type}`;
  }
}

/**
 * The policy's visibility as a condition on `s`. Only the parts that a principal has enter the text, so that a station's
 * queue stays one index range; a part that holds for no role at all is `false`.
 */
export function visibilitySql(visibility: Visibility, values: Values): string {
  const { accountId, stationIds, representativeId, claimedIds, unitId, regionCode } = visibility;
  const parts: string[] = [];
  if (accountId !== undefined) parts.push(`s.constituent_account_id = ${values.add(accountId, 'text')}`);
  if (stationIds !== undefined) parts.push(`s.station_id = any(${values.add(stationIds, 'uuid[]')})`);
  if (representativeId !== undefined) parts.push(`s.representative_id = ${values.add(representativeId, 'uuid')}`);
  if (claimedIds !== undefined) parts.push(`s.id = any(${values.add(claimedIds, 'uuid[]')})`);
  if (unitId !== undefined) {
    const unit = values.add(unitId, 'uuid');
    parts.push(`s.lead_unit_id = ${unit} or s.assist_unit_ids @> array[${unit}]`);
  }
  // Not `@>`: with the index on region paths at hand the planner fetched a whole city to show one station's page.
  if (regionCode !== undefined) parts.push(`${values.add(regionCode, 'text')} = any(s.region_path)`);
  return parts.length > 0 ? `(${parts.join(' or ')})` : 'false';
}
