import { statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { type EventActor, topic } from '@lianxin/events';
import { directoryEvent, type DirectoryEvents, systemActor } from '../directory.events.js';
import { publishing, type UseCaseContext } from '../use-case.js';
import { levelOfDigits, parentOfDigits, regionCode } from './region-code.js';
import type { RegionLevel } from './region.entity.js';

/** A region to register. Codes have 6, 9 or 12 digits. Level and parent default to what the digits propose. */
export interface RegionInput {
  readonly code: string;
  readonly name: string;
  readonly level?: RegionLevel;
  /** Null for a topmost region. */
  readonly parentCode?: string | null;
  readonly validFrom?: string | null;
  readonly validTo?: string | null;
  /** Publication that the code comes from, with its year. */
  readonly source: string;
}

const upsert = statement<{ code: string }>(
  'stations_region_register',
  `insert into stations.region as r (code, name, level, parent_code, path, valid_from, valid_to, source, version)
   select n.code, n.name, n.level, n.parent_code, array[n.code], n.valid_from, n.valid_to, n.source, 1
   from jsonb_populate_recordset(null::stations.region, $1::jsonb) n
   on conflict (code) do update set (name, level, parent_code, valid_from, valid_to, source, version) =
     (excluded.name, excluded.level, excluded.parent_code, excluded.valid_from, excluded.valid_to, excluded.source, r.version + 1)
   where (r.name, r.level, r.parent_code, r.valid_from, r.valid_to, r.source) is distinct from
     (excluded.name, excluded.level, excluded.parent_code, excluded.valid_from, excluded.valid_to, excluded.source)
   returning r.code`,
);

const tree = `with recursive tree as (
     select code, array[code] as path from stations.region where parent_code is null
     union all
     select c.code, t.path || c.code from tree t join stations.region c on c.parent_code = t.code)`;

/** Paths follow from the parents: a moved region moves what is below it. Parameter: the codes that have their version. */
const repath = statement<{ code: string }>(
  'stations_region_repath',
  `${tree}
   update stations.region r
   set path = t.path, version = r.version + case when r.code = any($1::text[]) then 0 else 1 end
   from tree t where t.code = r.code and r.path is distinct from t.path
   returning r.code`,
);

/** Regions whose parents never lead to a topmost one. */
const circle = statement<{ code: string }>(
  'stations_region_circle',
  `${tree} select r.code from stations.region r where not exists (select from tree t where t.code = r.code) limit 1`,
);

const changedRegions = statement<DirectoryEvents['region.registered'] & { version: number }>(
  'stations_region_changed',
  `select r.code, r.name, r.level, r.parent_code as "parentCode", r.path, r.version from stations.region r
   where r.code = any($1::text[]) order by r.code`,
);

/**
 * Registers regions, or brings registered ones up to date; in any order, a parent may stand behind its child. Unchanged
 * regions are left alone, so the same list may be registered at every start. Emits `region.registered` for each change.
 * @returns codes of the regions that are new, changed or moved with a region above them
 * @throws AppError INVALID_INPUT for a malformed code, an unknown parent or parents in a circle
 */
export async function registerRegions(
  { db, clock }: UseCaseContext,
  regions: readonly RegionInput[],
  actor: EventActor = systemActor,
): Promise<{ changed: string[] }> {
  const now = clock.now();
  // A code given twice would meet itself in the statement; the later one counts.
  const distinct = new Map(regions.map((region) => [regionCode(region.code), region]));
  const rows = Array.from(distinct.values(), ({ name, level, parentCode, validFrom, validTo, source, ...given }) => {
    const code = regionCode(given.code);
    const parent = parentCode === undefined ? parentOfDigits(code) : parentCode && regionCode(parentCode);
    return {
      code,
      name,
      level: level ?? levelOfDigits(code),
      parent_code: parent,
      valid_from: validFrom ?? null,
      valid_to: validTo ?? null,
      source,
    };
  });
  let changed: string[] = [];
  await publishing(db, async (tx) => {
    changed = (await tx.query(upsert, [JSON.stringify(rows)])).map((row) => row.code);
    if (changed.length === 0) return [];
    const moved = await tx.query(repath, [changed]);
    changed = [...new Set([...changed, ...moved.map((row) => row.code)])].sort();
    const [looped] = await tx.query(circle);
    if (looped) throw new AppError('INVALID_INPUT', { reason: `parentCode: circle / 区划层级成环 ${looped.code}` });
    return (await tx.query(changedRegions, [changed])).map(({ version, ...region }) =>
      directoryEvent(
        'region.registered',
        { type: 'region', id: region.code, version },
        region,
        [topic.region(region.code)],
        now,
        actor,
      ),
    );
  });
  return { changed };
}
