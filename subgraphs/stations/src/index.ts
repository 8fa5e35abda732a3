export { ActivityKind } from './activity/activity.entity.js';
export type { ActivityInput } from './activity/record-activities.js';
export { type DirectoryEvents, type DirectoryEventType, systemActor } from './directory.events.js';
export type { GridInput } from './grid/register-grids.js';
export type { ReceptionInput } from './reception/schedule-receptions.js';
export { RegionLevel } from './region/region.entity.js';
export { regionCodes330700 } from './region/region-codes-330700.js';
export type { RegionInput } from './region/register-regions.js';
export type { RosterInput } from './roster/assign-roster.js';
export type { IssuedStationCode } from './station-code/issue-station-codes.js';
export type { RegisteredStation, StationInput } from './station/register-stations.js';
export { StationKind, StationTier } from './station/station.entity.js';
export type { StationsContext } from './stations-context.js';
export {
  createStationsSubgraph,
  type StationsOptions,
  stationsModule,
  stationsSchema,
  type StationsSubgraph,
} from './subgraph.js';
export type { StationsUseCases } from './use-cases.js';
