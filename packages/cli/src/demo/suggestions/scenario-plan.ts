import { demoDeputy, deputiesAt } from '../directory/deputies-plan.js';
import { demoStation, demoStations, type DemoStation, homeStations, isStreet } from '../directory/stations-plan.js';
import { demoUnit, type DemoUnit, unitsForCategory } from '../directory/units-plan.js';
import { projectTowns } from '../directory/town-choice.js';
import { demoConstituent } from '../accounts/demo-people.js';
import { residentNear } from '../people/residents.js';
import { type SeededRandom, seededRandom } from '../seeded/seeded-random.js';
import { refusals } from '../words/suggestion-phrases.js';
import { themes } from '../words/themes.js';
import { townCategories } from '../words/unit-names.js';
import { matterIn, wordingOf } from './compose-text.js';
import { timedMoves } from './move-times.js';
import { needsResident, type Route } from './routes.js';
import type { Scenario } from './scenario.types.js';
import type { WorkingDayTest } from './working-time.js';

const isTownMatter = (category: string): boolean => townCategories.some((code) => category.startsWith(code));
const townThemes = themes.filter(({ category }) => isTownMatter(category));
const isCountryMatter = (category: string): boolean => category.startsWith('07') || category.startsWith('0202');
const streetThemes = themes.filter(({ category }) => !isCountryMatter(category));

const projectStations = homeStations.filter(({ regionCode }) => projectTowns.some(({ code }) => code === regionCode));

/** Place in the route: the first belongs to the demonstration account, every fourth is at the demonstration station. */
type Cast = 'OWN' | 'DEMO_STATION' | 'ELSEWHERE';

function castOf(route: Route, index: number): Cast {
  if (index === 0 || (route.name === 'replied' && index === 4)) return 'OWN';
  return index % 4 === 1 ? 'DEMO_STATION' : 'ELSEWHERE';
}

function stationFor(cast: Cast, route: Route, random: SeededRandom): DemoStation {
  if (cast !== 'ELSEWHERE') return demoStation;
  if (route.name === 'closed unsatisfied') return random.pick(projectStations);
  if (random.chance(0.72)) return random.pick(homeStations);
  return random.pick(demoStations);
}

/** The town's own office in most cases, else one that the catalogue names; the second choice is another one. */
function unitsFor(
  cast: Cast,
  category: string,
  station: DemoStation,
  random: SeededRandom,
): readonly [DemoUnit, DemoUnit] {
  const choices = unitsForCategory(category, station.region);
  const [nearest = demoUnit] = choices;
  const first = cast === 'OWN' ? demoUnit : random.chance(0.68) ? nearest : random.pick(choices);
  return [first, choices.find(({ code }) => code !== first.code) ?? first];
}

const needsDeputy = (route: Route): boolean =>
  route.moves.includes('DISPATCH_TO_DEPUTY') || route.name === 'closed unsatisfied';

function deputyFor(cast: Cast, route: Route, station: DemoStation, random: SeededRandom) {
  if (!needsDeputy(route) && !random.chance(0.4)) return null;
  const deputies = deputiesAt(station.id);
  if (station.id === demoStation.id && (cast === 'OWN' || random.chance(0.5))) return demoDeputy;
  // The first of the roster has proposals of their own (see proposals-plan.ts), which unsatisfied cases lead to.
  return route.name === 'closed unsatisfied' ? (deputies[0] ?? null) : random.pick(deputies);
}

/** Plans the life of one suggestion: `number` is its place among all, `index` its place in its route. */
export function planScenario(
  route: Route,
  index: number,
  number: number,
  anchor: Date,
  calendar: WorkingDayTest,
): Scenario {
  const key = `suggestion ${number}`;
  const random = seededRandom(key);
  const cast = castOf(route, index);
  const station = stationFor(cast, route, random);
  const theme =
    cast === 'OWN'
      ? townThemes[(number * 7) % townThemes.length]!
      : random.pick(isStreet(station.region) ? streetThemes : themes);
  const matter = matterIn(station.region, theme, random);
  const refused = route.moves.includes('REJECT') ? refusals[index % refusals.length]! : null;
  const wording = refused ?? wordingOf(matter, random);
  const categoryCode = refused?.category ?? theme.category;
  const isUrgent = random.chance(0.07) && !route.moves.includes('ASK_RETURN');
  const [unit, secondUnit] = unitsFor(cast, categoryCode, station, random);
  const assists = cast !== 'OWN' && random.chance(0.2) ? [secondUnit].filter(({ code }) => code !== unit.code) : [];
  const [least, most] = route.ages[index % route.ages.length]!;
  const end = new Date(anchor.getTime() - random.between(least, most) * 3_600_000);
  const timed = timedMoves(route.moves, end, isUrgent, calendar, random);
  // Whole seconds and the number as milliseconds: no two begin at one instant.
  const moves = timed.map(({ move, at }) => ({
    move,
    at: new Date(Math.floor(at.getTime() / 1000) * 1000 + (number % 1000)),
  }));
  return {
    key,
    route: route.name,
    station,
    matter,
    wording,
    categoryCode,
    isUrgent,
    unit,
    secondUnit,
    assists,
    moves,
    deputy: deputyFor(cast, route, station, random),
    resident: cast === 'OWN' ? demoConstituent : residentNear(station.id, key),
    intake:
      cast === 'OWN' || needsResident(route.moves)
        ? 'SELF'
        : random.chance(0.12)
          ? 'ANONYMOUS'
          : random.chance(0.55)
            ? 'DESK'
            : 'SELF',
    mergedInto: null,
    refusal: refused ? { reason: refused.reason, advice: refused.advice } : null,
  };
}
