import { statement } from '@lianxin/database';
import {
  type ConsumerDefinition,
  type EventHandler,
  on,
  stationRegistered,
  stationRosterAssigned,
  suggestionTransitioned,
} from '@lianxin/events';
import { isUuid } from '@lianxin/subgraph-kit';
import { marketStand, suggestionTaskId } from './market-stand.js';

/** Plan: an upsert by primary key. */
const putStation = statement<never>(
  'market_station_put',
  `insert into market_station (id, region_code, region_path) values ($1, $2, $3)
   on conflict (id) do update set region_code = excluded.region_code, region_path = excluded.region_path`,
);
/** Plan: an upsert by primary key. */
const putRoster = statement<never>(
  'market_roster_put',
  `insert into market_roster (representative_id, station_id, from_date, to_date) values ($1, $2, $3, $4)
   on conflict (representative_id, station_id) do update set from_date = excluded.from_date, to_date = excluded.to_date`,
);
/**
 * The newest state counts, and of all times at which it was open the first. What is over when it is first heard of (an
 * import) is kept too: an earlier event that comes late must not open it again. Plan: an upsert by primary key.
 */
const putSuggestion = statement<never>(
  'market_suggestion_put',
  `insert into market_suggestion as m (id, task_id, number, station_id, stand, open_since, version)
   values ($1, $2, $3, $4, $5, case when $5 = 'OPEN' then $6::timestamptz end, $7)
   on conflict (id) do update set open_since = least(m.open_since, excluded.open_since),
     stand = case when m.version < excluded.version then excluded.stand else m.stand end,
     station_id = case when m.version < excluded.version then excluded.station_id else m.station_id end,
     version = greatest(m.version, excluded.version)`,
);

const handlers: readonly EventHandler[] = [
  on(stationRegistered, async ({ payload: { stationId, regionCode, regionPath } }, tx) => {
    if (isUuid(stationId)) await tx.query(putStation, [stationId, regionCode, regionPath]);
  }),
  on(stationRosterAssigned, async ({ payload: { stationId, representativeId, from, to } }, tx) => {
    if (isUuid(stationId) && isUuid(representativeId)) {
      await tx.query(putRoster, [representativeId, stationId, from, to]);
    }
  }),
  on(suggestionTransitioned, async ({ payload, aggregateVersion, occurredAt }, tx) => {
    const { suggestionId: id, number, stationId, toStatus, representativeId } = payload;
    const stand = marketStand(toStatus, representativeId);
    if (stand === null || !isUuid(id) || !isUuid(stationId)) return;
    await tx.query(putSuggestion, [id, suggestionTaskId(id), number, stationId, stand, occurredAt, aggregateVersion]);
  }),
];

/** Keeps the replicas of the claim market; all it has comes from the log, so that it can be made again. */
export const claimMarketConsumer: ConsumerDefinition = {
  name: 'claim-market',
  schema: 'representatives',
  handlers,
  replica: { tables: ['market_station', 'market_roster', 'market_suggestion'] },
};
