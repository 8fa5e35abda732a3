import type { Platform } from '../../src/platform/start-platform.js';
import { installBaseData } from '../../src/base-data/install-base-data.js';
import { crowdPaths, otherTownPath, townPath } from './places.js';

/** Stations and deputies of the tests. */
export interface Directory {
  readonly stationId: string;
  readonly otherStationId: string;
  /** A code that hangs in the station, to be scanned. */
  readonly stationCode: string;
  readonly representativeId: string;
  readonly otherRepresentativeId: string;
  readonly crowd: readonly { readonly stationId: string; readonly representativeId: string }[];
}

const regionOf = (path: readonly string[]): string => path.at(-1) ?? '';

/** Registers stations, deputies, mandates and rosters through the use cases. */
export async function seedDirectory({ subgraphs }: Platform): Promise<Directory> {
  const { stations, representatives } = subgraphs;
  await installBaseData(subgraphs);
  const registered = await stations.useCases.registerStations([
    { code: 'CD-001', name: '城东街道代表联络站', tier: 'HOME', kind: 'FIXED', regionCode: regionOf(townPath) },
    { code: 'CZ-001', name: '城中街道代表联络站', tier: 'STATION', kind: 'FIXED', regionCode: regionOf(otherTownPath) },
    ...crowdPaths.map((path, n) => ({
      code: `YW-${n}`,
      name: `义乌第${n}联络站`,
      tier: 'POINT' as const,
      kind: 'MOBILE' as const,
      regionCode: regionOf(path),
    })),
  ]);
  const deputies = await representatives.useCases.registerRepresentatives([
    {
      code: 'D001',
      name: '施代表',
      isPartyMember: true,
      delegation: '婺城区代表团',
      congressLevel: 'CITY',
      regionCode: '330702',
    },
    {
      code: 'D002',
      name: '杜代表',
      isPartyMember: false,
      delegation: '婺城区代表团',
      congressLevel: 'CITY',
      regionCode: '330702',
    },
    ...crowdPaths.map((path, n) => ({
      code: `D1${n}`,
      name: `义乌代表${n}`,
      isPartyMember: n % 2 === 0,
      delegation: '义乌代表团',
      congressLevel: 'CITY' as const,
      regionCode: regionOf(path),
    })),
  ]);
  const stationIds = registered.map(({ id }) => id);
  const deputyIds = deputies.map(({ id }) => id);
  const [stationId = '', otherStationId = '', ...crowdStations] = stationIds;
  const [representativeId = '', otherRepresentativeId = '', ...crowdDeputies] = deputyIds;
  await representatives.useCases.grantMandates(
    deputyIds.map((id) => ({ representativeId: id, termNo: 8, from: '2022-01-01' })),
  );
  const crowd = crowdStations.map((id, n) => ({ stationId: id, representativeId: crowdDeputies[n] ?? '' }));
  await stations.useCases.assignRoster(
    [{ stationId, representativeId }, { stationId, representativeId: otherRepresentativeId }, ...crowd].map((slot) => ({
      ...slot,
      from: '2022-01-01',
    })),
  );
  const [issued] = await stations.useCases.issueStationCodes([stationId]);
  return { stationId, otherStationId, stationCode: issued?.code ?? '', representativeId, otherRepresentativeId, crowd };
}
