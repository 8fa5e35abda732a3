import { regionCodes330700 } from '@lianxin/stations';
import { cityCode } from '../../base-data/city-hub.js';

/** A region with the codes from the province down to its own. */
export interface DemoRegion {
  readonly code: string;
  readonly name: string;
  readonly path: readonly string[];
}

const provinceCode = '330000000000';
const isCounty = (code: string): boolean => code.endsWith('000000') && code !== provinceCode && code !== cityCode;

function pathOf(code: string): string[] {
  const county = `${code.slice(0, 6)}000000`;
  return [...new Set([provinceCode, cityCode, county, code])];
}

const regions: readonly DemoRegion[] = regionCodes330700.map(({ code, name }) => ({ code, name, path: pathOf(code) }));

/** The nine counties (县、市、区) in the order of their codes. */
export const counties: readonly DemoRegion[] = regions.filter(({ code }) => isCounty(code));

/** The towns and streets of a county. */
export function townsOf(countyCode: string): readonly DemoRegion[] {
  return regions.filter(({ code }) => code !== countyCode && code.startsWith(countyCode.slice(0, 6)));
}

/** A region by its name within a county. */
export function townNamed(countyCode: string, name: string): DemoRegion {
  const town = townsOf(countyCode).find((region) => region.name === name);
  if (!town) throw new Error(`No town ${name} in ${countyCode}`);
  return town;
}

/** The city itself. */
export const city: DemoRegion = { code: cityCode, name: '金华市', path: [provinceCode, cityCode] };

/** The county's code of a region at or below it. */
export function countyCodeOf(code: string): string {
  return `${code.slice(0, 6)}000000`;
}
