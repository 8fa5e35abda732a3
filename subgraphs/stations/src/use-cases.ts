import type { EventActor } from '@lianxin/events';
import { type ActivityInput, recordActivities } from './activity/record-activities.js';
import { type GridInput, registerGrids } from './grid/register-grids.js';
import { type ReceptionInput, scheduleReceptions } from './reception/schedule-receptions.js';
import { type RegionInput, registerRegions } from './region/register-regions.js';
import { assignRoster, type RosterInput } from './roster/assign-roster.js';
import { type IssuedStationCode, issueStationCodes } from './station-code/issue-station-codes.js';
import { revokeStationCode } from './station-code/revoke-station-code.js';
import { type RegisteredStation, registerStations, type StationInput } from './station/register-stations.js';
import type { UseCaseContext } from './use-case.js';

/** What can be done to the directory. Each takes many at once; `actor` is the program itself unless told. */
export interface StationsUseCases {
  registerRegions(regions: readonly RegionInput[], actor?: EventActor): Promise<{ changed: string[] }>;
  registerStations(stations: readonly StationInput[], actor?: EventActor): Promise<RegisteredStation[]>;
  assignRoster(slots: readonly RosterInput[], actor?: EventActor): Promise<void>;
  issueStationCodes(stationIds: readonly string[], actor?: EventActor): Promise<IssuedStationCode[]>;
  revokeStationCode(code: string, actor?: EventActor): Promise<boolean>;
  scheduleReceptions(receptions: readonly ReceptionInput[], actor?: EventActor): Promise<{ id: string }[]>;
  recordActivities(activities: readonly ActivityInput[], actor?: EventActor): Promise<{ id: string }[]>;
  registerGrids(grids: readonly GridInput[]): Promise<void>;
}

/** The use cases on one database and clock. */
export function createUseCases(context: UseCaseContext): StationsUseCases {
  return {
    registerRegions: (regions, actor) => registerRegions(context, regions, actor),
    registerStations: (stations, actor) => registerStations(context, stations, actor),
    assignRoster: (slots, actor) => assignRoster(context, slots, actor),
    issueStationCodes: (stationIds, actor) => issueStationCodes(context, stationIds, actor),
    revokeStationCode: (code, actor) => revokeStationCode(context, code, actor),
    scheduleReceptions: (receptions, actor) => scheduleReceptions(context, receptions, actor),
    recordActivities: (activities, actor) => recordActivities(context, activities, actor),
    registerGrids: (grids) => registerGrids(context, grids),
  };
}
