import type { DispatchRuleInput, HandlingUnitInput } from './register-inputs.js';
import { bureausOfCounty, cityBureaus, townCategories } from '../words/unit-names.js';
import { city, counties, type DemoRegion } from './regions.js';
import { demoTown, homeTowns } from './town-choice.js';

/** A handling unit of the demonstration, with the categories that the dispatch catalogue sends to it. */
export interface DemoUnit extends HandlingUnitInput {
  readonly categories: readonly string[];
  readonly region: DemoRegion;
}

const pad = (number: number): string => String(number).padStart(2, '0');

const ofCity: readonly DemoUnit[] = Object.values(cityBureaus).map(({ name, shortName, categories }, at) => ({
  code: `330700-B${pad(at + 1)}`,
  name: `金华${name}`,
  shortName,
  level: 'CITY',
  regionPath: city.path,
  region: city,
  categories,
}));

const ofCounties: readonly DemoUnit[] = counties.flatMap((region) =>
  (bureausOfCounty[region.code] ?? []).map(({ name, shortName, categories }, at): DemoUnit => ({
    code: `${region.code.slice(0, 6)}-B${pad(at + 1)}`,
    name: `${region.name}${name}`,
    shortName: `${region.name.slice(0, -1)}${shortName}`,
    level: 'COUNTY',
    regionPath: region.path,
    region,
    categories,
  })),
);

function townOffice(region: DemoRegion): DemoUnit {
  const isStreet = region.name.endsWith('街道');
  const name = isStreet ? `${region.name}办事处` : `${region.name}人民政府`;
  const shortName = isStreet
    ? `${region.name.slice(0, -2)}街道办`
    : `${region.name.slice(0, -1)}${region.name.at(-1)}政府`;
  const code = `${region.code.slice(0, 9)}-T00`;
  return { code, name, shortName, level: 'TOWN', regionPath: region.path, region, categories: townCategories };
}

/** All handling units (承办单位): bureaus of the city and the counties, offices of the towns. */
export const demoUnits: readonly DemoUnit[] = [...ofCity, ...ofCounties, ...homeTowns.map(townOffice)];

/** The town office whose clerk is the account `unit`. */
export const demoUnit: DemoUnit = townOffice(demoTown);

const priorityOf = { TOWN: 10, COUNTY: 20, CITY: 30 } as const;

/** The lines of the dispatch catalogue (派单目录): the town first, then the county, then the city. */
export function dispatchRules(idByCode: ReadonlyMap<string, string>): DispatchRuleInput[] {
  return demoUnits.flatMap(({ code, level, categories }) => {
    const unitId = idByCode.get(code);
    if (unitId === undefined) throw new Error(`Handling unit ${code} was not registered`);
    return categories.map((categoryCode) => ({ categoryCode, unitId, level, priority: priorityOf[level], note: null }));
  });
}

/** Units that the catalogue names for a category in a place, the nearest first. */
export function unitsForCategory(categoryCode: string, region: DemoRegion): DemoUnit[] {
  return demoUnits
    .filter(
      (unit) => region.path.includes(unit.region.code) && unit.categories.some((code) => categoryCode.startsWith(code)),
    )
    .sort((a, b) => b.region.path.length - a.region.path.length);
}
