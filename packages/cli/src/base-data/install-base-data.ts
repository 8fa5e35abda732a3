import { regionCodes330700, type StationsSubgraph } from '@lianxin/stations';
import { cityHub } from './city-hub.js';
import { knownStationCodes } from './known-stations.sql.js';

/** The part of the platform that base data goes into. */
export interface BaseDataTarget {
  readonly stations: Pick<StationsSubgraph, 'db' | 'useCases'>;
}

/**
 * Brings in what every installation needs: the regions from the province down to the towns, and the city's online hub.
 * Run at every start; a second run changes nothing. Calendar and deadline policy come with the migrations.
 */
export async function installBaseData({ stations }: BaseDataTarget): Promise<void> {
  await stations.useCases.registerRegions(regionCodes330700);
  const [known] = await stations.db.query(knownStationCodes, [[cityHub.code]]);
  if (!known) await stations.useCases.registerStations([cityHub]);
}
