import type { Sql } from '@lianxin/database';
import { uuidV7 } from '@lianxin/workflow';
import { deedOf, type Unit } from '../units/unit.js';
import { earnedBy, entriesBetween } from './earned.js';
import { type PointsSchemeVersion, pointsSchemeSchema, versionOn } from './points-scheme.js';
import { everyScheme, givenFor, insertEntries, type SchemeRow, schemeVersions } from './points.sql.js';

/** A stored version, checked anew. */
function versionOfRow({ scheme, version, hash }: SchemeRow): PointsSchemeVersion {
  return { scheme: pointsSchemeSchema.parse(scheme), version, hash };
}

/** All versions of a scheme in the order of their saving; none for one that nobody has saved. */
export async function loadScheme(sql: Sql, schemeId: string): Promise<PointsSchemeVersion[]> {
  return (await sql.query(schemeVersions, [schemeId])).map(versionOfRow);
}

/** All versions by scheme. */
export async function loadSchemes(sql: Sql): Promise<ReadonlyMap<string, PointsSchemeVersion[]>> {
  const schemes = new Map<string, PointsSchemeVersion[]>();
  for (const version of (await sql.query(everyScheme)).map(versionOfRow)) {
    const { schemeId } = version.scheme;
    schemes.set(schemeId, [...(schemes.get(schemeId) ?? []), version]);
  }
  return schemes;
}

/** Adds the entries by which a unit has given what it should give by one scheme. */
export async function givePoints(
  tx: Sql,
  unit: Unit,
  schemeId: string,
  versions: readonly PointsSchemeVersion[],
  now: Date,
): Promise<void> {
  const rows = await tx.query(givenFor, [unit.type, unit.id, schemeId]);
  const given = rows.map(({ rule_code: ruleCode, representative_id: representativeId, day, points }) => {
    return { ruleCode, representativeId, day, points };
  });
  const wanted = earnedBy(deedOf(unit), versions);
  const entries = entriesBetween(given, wanted).map(({ ruleCode, representativeId, day, points }) => ({
    id: uuidV7(now),
    kind: points > 0 ? 'AWARD' : 'REVERSAL',
    scheme_id: schemeId,
    scheme_version: versionOn(versions, day)?.version ?? 0,
    rule_code: ruleCode,
    representative_id: representativeId,
    day,
    points,
    unit_type: unit.type,
    unit_id: unit.id,
    event_id: unit.eventId,
    event_type: unit.eventType,
    entered_at: now.toISOString(),
  }));
  if (entries.length > 0) await tx.query(insertEntries, [JSON.stringify(entries)]);
}
