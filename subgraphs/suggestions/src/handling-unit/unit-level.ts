import { registerEnumType } from 'type-graphql';

/** Administrative level of a handling unit (承办单位层级). */
export enum UnitLevel {
  CITY = 'CITY',
  COUNTY = 'COUNTY',
  TOWN = 'TOWN',
}

registerEnumType(UnitLevel, {
  name: 'UnitLevel',
  description: 'Administrative level of a handling unit: CITY 市直 · COUNTY 县(市、区)直 · TOWN 乡镇(街道).',
});
