import { businessDate, type Clock } from '@lianxin/calendar';
import { openDb, type SchemaModule } from '@lianxin/database';
import { buildSubgraph, type Subgraph, type SubgraphSchema } from '@lianxin/subgraph-kit';
import { Activity } from './activity/activity.entity.js';
import { activityReference, ActivityResolver, StationActivityResolver } from './activity/activity.resolver.js';
import { Grid } from './grid/grid.entity.js';
import { gridReference, GridResolver } from './grid/grid.resolver.js';
import { CreateDirectory1763780400000 } from './migrations/1763780400000-create-directory.js';
import { ReceptionSession } from './reception/reception-session.entity.js';
import {
  receptionReference,
  ReceptionSessionResolver,
  StationReceptionResolver,
} from './reception/reception.resolver.js';
import { Region } from './region/region.entity.js';
import { regionReference } from './region/region.reference.js';
import { RegionResolver } from './region/region.resolver.js';
import { RosterSlot } from './roster/roster-slot.entity.js';
import {
  representativeReference,
  RepresentativeStationsResolver,
  StationRosterResolver,
} from './roster/roster.resolver.js';
import { Station } from './station/station.entity.js';
import { stationReference } from './station/station.reference.js';
import { RegionStationsResolver, StationResolver } from './station/station.resolver.js';
import type { StationsContext } from './stations-context.js';
import { createStationsLoaders } from './stations-loaders.js';
import { createUseCases, type StationsUseCases } from './use-cases.js';

/** The tables of this subgraph: schema and role `stations`. */
export const stationsModule: SchemaModule = {
  name: 'stations',
  entities: [Region, Grid, Station, RosterSlot, ReceptionSession, Activity],
  migrations: [CreateDirectory1763780400000],
};

/** The graph of this subgraph; needs no database. */
export function stationsSchema(): SubgraphSchema {
  return buildSubgraph<StationsContext>({
    resolvers: [
      RegionResolver,
      StationResolver,
      RegionStationsResolver,
      GridResolver,
      StationRosterResolver,
      RepresentativeStationsResolver,
      StationReceptionResolver,
      ReceptionSessionResolver,
      StationActivityResolver,
      ActivityResolver,
    ],
    references: {
      Region: regionReference,
      Grid: gridReference,
      Station: stationReference,
      ReceptionSession: receptionReference,
      Activity: activityReference,
      Representative: representativeReference,
    },
  });
}

/** What the subgraph needs to run. */
export interface StationsOptions {
  /** Address for the role `lianxin_stations`. */
  readonly databaseUrl: string;
  readonly clock: Clock;
  /** Connections at most. */
  readonly poolSize?: number;
}

/** The running subgraph, and what can be done to its records. */
export interface StationsSubgraph extends Subgraph<StationsContext> {
  readonly useCases: StationsUseCases;
}

/** Opens the database (migrated before) and answers with the subgraph. It consumes no events, so nothing runs beside. */
export async function createStationsSubgraph(options: StationsOptions): Promise<StationsSubgraph> {
  const { databaseUrl: url, clock, poolSize } = options;
  const { name, entities } = stationsModule;
  const db = await openDb({ url, schema: name, entities, poolSize });
  return {
    name,
    ...stationsSchema(),
    db,
    useCases: createUseCases({ db, clock }),
    createContext: (request) => {
      const today = businessDate(clock.now());
      return { request, db, today, loaders: createStationsLoaders(db, today) };
    },
    start: async () => {},
    stop: () => db.close(),
  };
}
