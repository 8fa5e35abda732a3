import { seededRandom } from '../seeded/seeded-random.js';
import { counties, type DemoRegion, townNamed, townsOf } from './regions.js';

/** The county and the town in which the demonstration accounts work. */
export const demoCountyCode = '330702000000';
export const demoTown: DemoRegion = townNamed(demoCountyCode, '白龙桥镇');

const townsACounty = 3;

function chosenIn(county: DemoRegion): readonly DemoRegion[] {
  const random = seededRandom(`towns of ${county.code}`);
  const others = random.shuffled(townsOf(county.code).filter(({ code }) => code !== demoTown.code));
  if (county.code !== demoCountyCode) return others.slice(0, townsACounty);
  return [demoTown, ...others.slice(0, townsACounty + 1)];
}

/** Towns with a 代表之家 and a town office that handles cases; the demonstration town comes first. */
export const homeTowns: readonly DemoRegion[] = counties.flatMap(chosenIn);

/** Towns that carry out livelihood projects of their own; unsatisfied cases come from there, so that links lead somewhere. */
export const projectTowns: readonly DemoRegion[] = homeTowns.filter((_, at) => at === 0 || at === 1 || at % 7 === 6);
