import type { DemoPlatform } from '../demo-platform.js';
import type { WorkingDayTest } from '../suggestions/working-time.js';
import { demoDeputies, demoMandates, demoRoster } from './deputies-plan.js';
import {
  knownDeputies,
  knownMandates,
  knownStationRecords,
  knownStations,
  stationsWithCode,
} from './known-records.sql.js';
import { activitiesBefore, demoGrids, receptionsAround } from './station-books.js';
import { demoStations } from './stations-plan.js';

type Parts = Pick<DemoPlatform, 'stations' | 'representatives'>;

const idsOf = (records: readonly { readonly id?: string }[]): string[] => records.flatMap(({ id }) => id ?? []);

/** Those that an earlier run has not brought in. */
function missing<T extends { readonly id?: string }>(
  planned: readonly T[],
  known: readonly { readonly id: string }[],
): T[] {
  const ids = new Set(idsOf(known));
  return planned.filter(({ id }) => id === undefined || !ids.has(id));
}

async function installDeputies({ representatives: { db, useCases } }: Parts): Promise<void> {
  const ids = idsOf(demoDeputies);
  const deputies = missing(demoDeputies, await db.query(knownDeputies, [ids]));
  if (deputies.length > 0) await useCases.registerRepresentatives(deputies);
  const held = new Set(
    (await db.query(knownMandates, [ids])).map(({ representativeId, termNo }) => `${representativeId} ${termNo}`),
  );
  const mandates = demoMandates.filter(({ representativeId, termNo }) => !held.has(`${representativeId} ${termNo}`));
  if (mandates.length > 0) await useCases.grantMandates(mandates);
}

async function installStations({ stations: { db, useCases } }: Parts): Promise<void> {
  const ids = idsOf(demoStations);
  const stations = missing(demoStations, await db.query(knownStations, [ids]));
  if (stations.length > 0) await useCases.registerStations(stations);
  const withoutCode = missing(demoStations, await db.query(stationsWithCode, [ids]));
  if (withoutCode.length > 0) await useCases.issueStationCodes(idsOf(withoutCode));
  await useCases.registerGrids(demoGrids);
}

/** Deputies with their mandates, stations with codes and grids, and who sits where. Run again, it adds what is missing. */
export async function installDirectory(parts: Parts): Promise<void> {
  await installDeputies(parts);
  await installStations(parts);
  await parts.stations.useCases.assignRoster(demoRoster);
}

/** What the stations' books say: receptions held and announced, activities. */
export async function installStationBooks({ stations }: Parts, anchor: Date, calendar: WorkingDayTest): Promise<void> {
  const { db, useCases } = stations;
  const [receptions, activities] = [receptionsAround(anchor, calendar), activitiesBefore(anchor, calendar)];
  const known = await db.query(knownStationRecords, [[...idsOf(receptions), ...idsOf(activities)]]);
  const [newReceptions, newActivities] = [missing(receptions, known), missing(activities, known)];
  if (newReceptions.length > 0) await useCases.scheduleReceptions(newReceptions);
  if (newActivities.length > 0) await useCases.recordActivities(newActivities);
}
