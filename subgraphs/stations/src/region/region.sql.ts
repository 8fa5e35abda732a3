import { statement } from '@lianxin/database';
import { companion, type Conditions, selectList } from '@lianxin/subgraph-kit';
import type { Region } from './region.entity.js';

const properties = {
  code: 'r.code',
  name: 'r.name',
  level: 'r.level',
  parentCode: 'r.parent_code',
  path: 'r.path',
  validFrom: 'r.valid_from',
  validTo: 'r.valid_to',
  source: 'r.source',
};
const columns = selectList<Region>(properties);

/** The region that comes along with what stands in it, under the alias `r`. */
export const regionAlong = companion<Region>('region', properties, 'code');

/** A row that belongs to a parent of a nested list. */
export type Under<Row> = Row & { readonly parentKey: string };

/** Regions by code, ended ones too. Plan: index scan on region_pkey, one probe for each code. */
export const regionsByCode = statement<Region>(
  'stations_region_by_code',
  `select ${columns} from stations.region r where r.code = any($1::text[])`,
);

/** Conditions of the list of regions. */
export const regionConditions: Conditions<'level' | 'parentCode'> = {
  level: 'r.level = ?::text',
  parentCode: 'r.parent_code = ?::text',
};

/** Fixed parameters: today, code to start behind, limit. Plan: index scan on region_pkey from the cursor on. */
export const regionList = (where: string): string =>
  `select ${columns} from stations.region r
   where (r.valid_to is null or r.valid_to >= $1::date) and r.code > $2::text and ${where}
   order by r.code limit $3::int`;

/** Fixed parameter: today. */
export const regionCount = (where: string): string =>
  `select count(*)::int as count from stations.region r
   where (r.valid_to is null or r.valid_to >= $1::date) and ${where}`;

/** A page of children for each parent. Plan: for each code a range of region_parent_code (parent_code, code). */
export const childrenOfRegions = statement<Under<Region>>(
  'stations_region_children',
  `select p.code as "parentKey", c.* from unnest($1::text[]) as p (code)
   cross join lateral (
     select ${columns} from stations.region r
     where r.parent_code = p.code and (r.valid_to is null or r.valid_to >= $2::date) and r.code > $3::text
     order by r.code limit $4::int) c
   order by p.code, c.code`,
);

/** How many children each parent has. */
export const childCounts = statement<{ key: string; count: number }>(
  'stations_region_child_counts',
  `select r.parent_code as key, count(*)::int as count from stations.region r
   where r.parent_code = any($1::text[]) and (r.valid_to is null or r.valid_to >= $2::date)
   group by r.parent_code`,
);
