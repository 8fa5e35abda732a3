import { type Conditions } from '@lianxin/subgraph-kit';

/** Conditions of the list of grids. */
export const gridConditions: Conditions<'regionCode'> = {
  regionCode: 'g.region_code in (select r.code from stations.region r where r.path @> array[?::text])',
};

/** Fixed parameters: region and name to start behind, limit. Plan: range of grid_region_code_name_key from the cursor on. */
export const gridList = (where: string): string =>
  `select g.id, g.name, g.region_code as "regionCode" from stations.grid g
   where (g.region_code, g.name) > ($1::text, $2::text) and ${where} order by g.region_code, g.name limit $3::int`;

/** No fixed parameters. */
export const gridCount = (where: string): string => `select count(*)::int as count from stations.grid g where ${where}`;
