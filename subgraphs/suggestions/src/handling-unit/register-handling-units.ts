import type { Clock } from '@lianxin/calendar';
import { type Db, statement } from '@lianxin/database';
import { AppError } from '@lianxin/errors';
import { register, type RegistrationCounts, registrationStatement, uuidV7 } from '@lianxin/workflow';
import type { UnitLevel } from './unit-level.js';

/** A handling unit to register. */
export interface HandlingUnitInput {
  /** Unique in the installation; a unit with a known code is left as it is. */
  readonly code: string;
  readonly name: string;
  readonly shortName?: string | null;
  readonly level: UnitLevel | `${UnitLevel}`;
  /** 12-digit region codes from the province down to the unit's own region. */
  readonly regionPath: readonly string[];
}

/** What became of the given units, and the identifier of each by its code. */
export interface RegisteredHandlingUnits extends RegistrationCounts {
  readonly idByCode: ReadonlyMap<string, string>;
}

const insertHandlingUnits = registrationStatement('suggestions', 'handling_unit', 'id');

/** Plan: one probe of the unique index for each code. */
const handlingUnitIds = statement<{ code: string; id: string }>(
  'suggestions_handling_unit_ids',
  'select u.code, u.id from handling_unit u where u.code = any($1::text[])',
);

/**
 * Registers handling units in bulk (承办单位入库). A second run with the same codes adds nothing.
 * @throws AppError INVALID_INPUT for a unit without a region
 */
export async function registerHandlingUnits(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  units: readonly HandlingUnitInput[],
): Promise<RegisteredHandlingUnits> {
  const now = clock.now();
  const rows = units.map(({ code, name, shortName, level, regionPath }) => {
    const regionCode = regionPath.at(-1);
    if (regionCode === undefined) throw new AppError('INVALID_INPUT', { reason: `${code}: regionPath` });
    const [region_code, region_path] = [regionCode, regionPath];
    return {
      id: uuidV7(now),
      code,
      name,
      short_name: shortName ?? null,
      level,
      region_code,
      region_path,
      created_at: now,
    };
  });
  const counts = await register(
    db,
    {
      insert: insertHandlingUnits,
      recordOf: ({ id, code, name, level, region_code }: (typeof rows)[number]) => ({
        aggregateType: 'handling_unit',
        aggregateId: id,
        payload: { id, code, name, level, regionCode: region_code },
        topics: [`handling_unit:${id}`],
      }),
    },
    rows,
    now,
  );
  const ids = await db.query(handlingUnitIds, [units.map(({ code }) => code)]);
  return { ...counts, idByCode: new Map(ids.map(({ code, id }) => [code, id])) };
}
