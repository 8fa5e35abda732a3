import type { StationInput } from '@lianxin/stations';
import { seededRandom } from '../seeded/seeded-random.js';
import { stableId } from '../seeded/stable-id.js';
import { communities, industries, roads, villages } from '../words/places.js';
import { counties, type DemoRegion } from './regions.js';
import { demoTown, homeTowns } from './town-choice.js';

/** A station of the demonstration. */
export interface DemoStation extends StationInput {
  readonly id: string;
  readonly region: DemoRegion;
}

/** Whether a region is a street (街道): a part of a city, without villages and fields. */
export const isStreet = ({ name }: DemoRegion): boolean => name.endsWith('街道');

/** Invented villages of a town, communities of a street. */
export function placesIn(region: DemoRegion): readonly string[] {
  const random = seededRandom(`places of ${region.code}`);
  return random.shuffled(isStreet(region) ? communities : villages).slice(0, 6);
}

type Kind = Pick<StationInput, 'tier' | 'kind' | 'localName' | 'receptionNote'>;

function station(region: DemoRegion, mark: string, name: string, kind: Kind): DemoStation {
  const code = `${region.code.slice(0, region.code.endsWith('000000') ? 6 : 9)}-${mark}`;
  const random = seededRandom(`station ${code}`);
  const address = kind.kind === 'ONLINE' ? null : `${region.name}${random.pick(roads)}${random.int(3, 288)}号`;
  return { id: stableId('station', code), code, name, ...kind, regionCode: region.code, address, region };
}

const hubs = counties.map((county) =>
  station(county, 'ZX01', `${county.name}人大代表联络中心`, {
    tier: 'HUB',
    kind: 'FIXED',
    localName: '代表联络中心',
    receptionNote: '每周二、周四 9:00–11:30,14:30–17:00',
  }),
);

const homes = homeTowns.map((town, at) =>
  station(town, 'J01', `${town.name}人大代表之家`, {
    tier: 'HOME',
    kind: 'FIXED',
    localName: '代表之家',
    receptionNote: `每月${5 + (at % 3) * 5}日、${20 + (at % 3)}日 9:00–11:00`,
  }),
);

const villageStations = homeTowns
  .filter((_, at) => at % 2 === 0)
  .map((town) => {
    const [place = ''] = placesIn(town);
    return station(town, 'Z01', `${town.name}${place}人大代表联络站`, {
      tier: 'STATION',
      kind: 'FIXED',
      localName: '代表联络站',
      receptionNote: '每周三 14:30–16:30',
    });
  });

const tradeStations = homeTowns
  .filter((_, at) => at % 3 === 1)
  .map((town, at) =>
    station(town, 'Z02', `${town.name}${industries[at % industries.length] ?? industries[0]}行业人大代表联络站`, {
      tier: 'STATION',
      kind: 'INDUSTRY',
      localName: '行业联络站',
      receptionNote: '每月第一个周五 14:00–16:00',
    }),
  );

const onlineStations = counties
  .filter((_, at) => at % 2 === 0)
  .map((county) =>
    station(county, 'Z09', `${county.name}人大代表网上联络站`, {
      tier: 'STATION',
      kind: 'ONLINE',
      localName: '网上联络站',
      receptionNote: '全天在线受理',
    }),
  );

const forums = homeTowns
  .filter((_, at) => at % 4 === 2)
  .map((town) =>
    station(town, 'D01', `${town.name}${placesIn(town)[1] ?? ''}议事亭`, {
      tier: 'POINT',
      kind: 'FORUM',
      localName: '议事亭',
      receptionNote: '每月15日 19:00–20:30(代表夜话)',
    }),
  );

const mobilePoints = homeTowns
  .filter((_, at) => at % 4 === 3)
  .map((town) =>
    station(town, 'D02', `${town.name}流动人大代表联络点`, {
      tier: 'POINT',
      kind: 'MOBILE',
      localName: '流动联络点',
      receptionNote: '逢集日上午,地点提前两天公告',
    }),
  );

/** All stations of the demonstration, of every tier and kind. */
export const demoStations: readonly DemoStation[] = [
  ...hubs,
  ...homes,
  ...villageStations,
  ...tradeStations,
  ...onlineStations,
  ...forums,
  ...mobilePoints,
];

/** The town-level stations with a town office beside them, the demonstration station first. */
export const homeStations: readonly DemoStation[] = homes;

function stationOf(region: DemoRegion): DemoStation {
  const found = homes.find(({ regionCode }) => regionCode === region.code);
  if (!found) throw new Error(`No 代表之家 in ${region.name}`);
  return found;
}

/** The station of the account `liaison`: 白龙桥镇人大代表之家. */
export const demoStation: DemoStation = stationOf(demoTown);
