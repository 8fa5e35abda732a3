import type { MandateInput, RepresentativeInput } from '@lianxin/representatives';
import type { RosterInput } from '@lianxin/stations';
import { personNames } from '../people/person-names.js';
import { seededRandom } from '../seeded/seeded-random.js';
import { stableId } from '../seeded/stable-id.js';
import { counties, countyCodeOf, type DemoRegion } from './regions.js';
import { demoStation, demoStations, type DemoStation } from './stations-plan.js';

/** A deputy of the demonstration. */
export interface DemoDeputy extends RepresentativeInput {
  readonly id: string;
}

/** How many deputies each county elects, in the order of the counties. */
const seats = [70, 40, 40, 42, 28, 60, 80, 70, 50] as const;
const deputyCount = seats.reduce((sum, seat) => sum + seat, 0);
const partyMemberCount = 237;
const term = { no: 8, from: '2022-02-24', previousFrom: '2017-03-28', previousTo: '2022-02-23' } as const;

const names = personNames('deputies', deputyCount);
const partyMembers: ReadonlySet<number> = new Set([
  0,
  ...seededRandom('party members')
    .shuffled(names.map((_, at) => at).slice(1))
    .slice(0, partyMemberCount - 1),
]);

const countyOfSeat: readonly DemoRegion[] = counties.flatMap((county, at) =>
  Array.from({ length: seats[at] ?? 0 }, () => county),
);

/** The 480 deputies of the city's congress in the delegations of nine counties, 237 of them members of the Party. */
export const demoDeputies: readonly DemoDeputy[] = countyOfSeat.map((county, at) => {
  const code = `JHRD08-${String(at + 1).padStart(3, '0')}`;
  return {
    id: stableId('deputy', code),
    code,
    name: names[at] ?? '',
    isPartyMember: partyMembers.has(at),
    delegation: `${county.name}代表团`,
    congressLevel: 'CITY',
    regionCode: county.code,
    regionPath: county.path,
  };
});

function firstDeputy(): DemoDeputy {
  const [deputy] = demoDeputies;
  if (!deputy) throw new Error('There are no deputies');
  return deputy;
}

/** The deputy that the account `representative` is: a member of the Party, of the delegation of 婺城区. */
export const demoDeputy: DemoDeputy = firstDeputy();

/** Everybody's mandate of this term, and that of the term before for those who were elected again. */
export const demoMandates: readonly MandateInput[] = demoDeputies.flatMap(({ id, delegation }, at) => {
  const electoralDistrict = `${delegation.replace('代表团', '')}选举单位`;
  const current = { representativeId: id, termNo: term.no, from: term.from, to: null, electoralDistrict };
  const previous = { ...current, termNo: term.no - 1, from: term.previousFrom, to: term.previousTo };
  return at % 7 === 0 ? [previous, current] : [current];
});

const stationsIn = (countyCode: string): readonly DemoStation[] =>
  demoStations.filter(({ regionCode }) => countyCodeOf(regionCode) === countyCode);

/** The stations of one deputy: one of the county's by turn, and for every third a second one. */
function stationsOf(deputy: DemoDeputy, turn: number): readonly DemoStation[] {
  const stations = stationsIn(deputy.regionCode);
  const at = (index: number): DemoStation[] => stations.slice(index % stations.length).slice(0, 1);
  if (deputy.id === demoDeputy.id) return [demoStation, ...at(0)];
  const own = at(turn);
  return turn % 3 === 0 ? [...own, ...at(turn + 2)] : own;
}

/** Who sits where (值班表). */
export const demoRoster: readonly RosterInput[] = counties.flatMap(({ code }) =>
  demoDeputies
    .filter(({ regionCode }) => regionCode === code)
    .flatMap((deputy, turn) =>
      stationsOf(deputy, turn).map(({ id }) => ({
        stationId: id,
        representativeId: deputy.id,
        from: term.from,
        to: null,
      })),
    ),
);

const deputiesByStation = Map.groupBy(demoRoster, ({ stationId }) => stationId);
const deputyById = new Map(demoDeputies.map((deputy) => [deputy.id, deputy]));

/** Deputies on the roster of a station, in the order of the register. */
export function deputiesAt(stationId: string): readonly DemoDeputy[] {
  const slots = deputiesByStation.get(stationId) ?? [];
  return slots.flatMap(({ representativeId }) => deputyById.get(representativeId) ?? []);
}
