import { demoCategories } from './categories-plan.js';
import { counties, countyCodeOf, townsOf } from './regions.js';
import { demoStation, demoStations } from './stations-plan.js';
import { demoUnit, demoUnits, unitsForCategory } from './units-plan.js';

const distinct = <T>(values: readonly T[]): number => new Set(values).size;

describe('the directory of the demonstration', () => {
  it('knows nine counties with their towns', () => {
    expect(counties).toHaveLength(9);
    for (const { code } of counties) expect(townsOf(code).length).toBeGreaterThan(10);
  });

  it('has stations of every tier and kind in every county, each with its own number', () => {
    expect(demoStations.length).toBeGreaterThanOrEqual(60);
    expect(demoStations.length).toBeLessThanOrEqual(90);
    expect(new Set(demoStations.map(({ tier }) => tier))).toEqual(new Set(['HUB', 'HOME', 'STATION', 'POINT']));
    expect(new Set(demoStations.map(({ kind }) => kind))).toEqual(
      new Set(['FIXED', 'MOBILE', 'FORUM', 'ONLINE', 'INDUSTRY']),
    );
    expect(distinct(demoStations.map(({ regionCode }) => countyCodeOf(regionCode)))).toBe(9);
    expect(distinct(demoStations.map(({ code }) => code))).toBe(demoStations.length);
    expect(distinct(demoStations.map(({ id }) => id))).toBe(demoStations.length);
  });

  it('has 40 to 60 handling units with codes of their own, and the town office of the demonstration station', () => {
    expect(demoUnits.length).toBeGreaterThanOrEqual(40);
    expect(demoUnits.length).toBeLessThanOrEqual(60);
    expect(distinct(demoUnits.map(({ code }) => code))).toBe(demoUnits.length);
    expect(demoUnit.region.code).toBe(demoStation.regionCode);
    expect(demoUnits.map(({ code }) => code)).toContain(demoUnit.code);
  });

  it('has a tree of three levels in which every node has its parent', () => {
    const codes = new Set(demoCategories.map(({ code }) => code));
    expect(codes.size).toBe(demoCategories.length);
    expect(new Set([...codes].map((code) => code.length))).toEqual(new Set([2, 4, 6]));
    for (const { parentCode } of demoCategories) expect(parentCode === null || codes.has(parentCode ?? '')).toBe(true);
  });

  it('names a unit for every matter of the demonstration town', () => {
    for (const { code } of demoCategories.filter((category) => category.code.length === 6)) {
      expect(unitsForCategory(code, demoStation.region).length).toBeGreaterThan(0);
    }
  });
});
