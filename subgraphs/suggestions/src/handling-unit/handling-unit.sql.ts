import { statement } from '@lianxin/database';
import { companion, selectList } from '@lianxin/subgraph-kit';
import type { HandlingUnit } from './handling-unit.entity.js';

const properties = {
  id: 'u.id',
  code: 'u.code',
  name: 'u.name',
  shortName: 'u.short_name',
  level: 'u.level',
  regionCode: 'u.region_code',
  regionPath: 'u.region_path',
  createdAt: 'u.created_at',
};
const columns = selectList<HandlingUnit>(properties);

/** The unit that comes along with what it handles, under the alias `u`. */
export const handlingUnitAlong = companion<HandlingUnit>('unit', properties, 'id');

/** Region and text; null where a filter is not set. The text is looked for as it stands: no pattern characters. */
const filtered = `($1::text is null or u.region_path @> array[$1::text])
  and ($2::text is null or strpos(u.name, $2) > 0 or strpos(u.short_name, $2) > 0 or strpos(u.code, $2) > 0)`;

/** Plan: one primary-key probe for each identifier. What is no UUID is nobody's identifier. */
export const handlingUnitsById = statement<HandlingUnit>(
  'suggestions_handling_unit_by_id',
  `select ${columns} from handling_unit u
   where u.id = any(array(select k::uuid from unnest($1::text[]) k where pg_input_is_valid(k, 'uuid')))`,
);

/** Plan: walks the unique index on the code from the cursor on and stops at the limit; the filters are checked on the way. */
export const handlingUnitPage = statement<HandlingUnit>(
  'suggestions_handling_unit_page',
  `select ${columns} from handling_unit u
   where ${filtered} and ($3::text is null or u.code > $3)
   order by u.code limit $4`,
);

/** Plan: a scan of the table, which holds some hundreds of rows. */
export const handlingUnitCount = statement<{ count: number }>(
  'suggestions_handling_unit_count',
  `select count(*)::int as count from handling_unit u where ${filtered}`,
);
