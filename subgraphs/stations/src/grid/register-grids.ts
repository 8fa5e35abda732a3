import { statement } from '@lianxin/database';
import { uuidV7 } from '@lianxin/workflow';
import { regionCode } from '../region/region-code.js';
import { checking, type UseCaseContext } from '../use-case.js';

/** A grid (网格) to register. */
export interface GridInput {
  readonly name: string;
  /** 6, 9 or 12 digits of a registered region. */
  readonly regionCode: string;
}

/** Plan: inserts from a JSON record set; those that are there stay. */
const register = statement<never>(
  'stations_grid_register',
  `insert into stations.grid (id, region_code, name)
   select n.id, n.region_code, n.name from jsonb_populate_recordset(null::stations.grid, $1::jsonb) n
   on conflict on constraint grid_region_code_name_key do nothing`,
);

/**
 * Registers grids; a name that its region has already is left alone. No event: nothing outside this subgraph holds a
 * grid yet.
 * @throws AppError INVALID_INPUT for an unknown region
 */
export async function registerGrids({ db, clock }: UseCaseContext, grids: readonly GridInput[]): Promise<void> {
  const now = clock.now();
  const rows = grids.map(({ name, ...grid }) => ({ id: uuidV7(now), region_code: regionCode(grid.regionCode), name }));
  await checking(() => db.query(register, [JSON.stringify(rows)]));
}
