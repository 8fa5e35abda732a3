import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionFailure } from '@lianxin/database';
import type { StationsSubgraph } from '@lianxin/stations';
import { AppError } from '@lianxin/errors';

/**
 * Issues a station code, an event that the suggestions subgraph takes into a replica: there the effects of a consumer can
 * be counted. No client may do this over the API, so the use case runs here.
 */
export async function issueCode(stations: StationsSubgraph, stationId: string): Promise<void> {
  for (;;) {
    try {
      await stations.useCases.issueStationCodes([stationId]);
      return;
    } catch (error) {
      if (!(error instanceof AppError) && !isConnectionFailure(error)) throw error;
      // Whether it was issued is not known: the checks count what is there, not what was asked for.
      await sleep(5);
    }
  }
}
