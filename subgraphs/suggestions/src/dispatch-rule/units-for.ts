import type { Sql } from '@lianxin/database';
import { type CataloguedUnit, unitsForMatter } from './dispatch-rule.sql.js';

/**
 * The units that may lead a matter by the dispatch catalogue (派单目录), best first; each unit once, by its closest rule.
 * @param regionPath 12-digit codes from the province down to the place itself.
 */
export async function unitsFor(
  sql: Sql,
  categoryCode: string,
  regionPath: readonly string[],
): Promise<readonly CataloguedUnit[]> {
  const best = new Map<string, CataloguedUnit>();
  for (const unit of await sql.query(unitsForMatter, [categoryCode, regionPath])) {
    if (!best.has(unit.unitId)) best.set(unit.unitId, unit);
  }
  return [...best.values()];
}
