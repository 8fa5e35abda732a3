import { type NamedStatement, statement } from '@lianxin/database';
import type { DemoPlatform } from './demo-platform.js';
import { knownStations } from './directory/known-records.sql.js';
import { demoStation } from './directory/stations-plan.js';
import { lastListCode } from './projects/work-lists-plan.js';

/** Plan: one probe of the unique index on the code. */
const listByCode: NamedStatement<{ code: string }> = statement(
  'cli_demo_last_list',
  'select code from projects.work_list where code = $1',
);

/** Registers look as if they had been kept for so long when the demonstration begins. */
const registeredBeforeMs = 420 * 86_400_000;

/** Whether everything is there: the last record of an installation is. */
export async function isInstalled({ projects }: Pick<DemoPlatform, 'projects'>): Promise<boolean> {
  const [last] = await projects.db.query(listByCode, [lastListCode]);
  return last !== undefined;
}

/**
 * The moment that the demonstration's world is told from: the present, or, after an interruption, the present of the run
 * that began it. It is read off the registration of the first station, so that both runs plan the same world.
 */
export async function findAnchor({ stations, clock }: Pick<DemoPlatform, 'stations' | 'clock'>): Promise<Date> {
  const [station] = await stations.db.query(knownStations, [[demoStation.id]]);
  const now = Math.floor(clock.now().getTime() / 1000) * 1000;
  return new Date(station ? station.registeredAt.getTime() + registeredBeforeMs : now);
}

/** When the registers of a world told from `anchor` were opened. */
export function registrationOf(anchor: Date): Date {
  return new Date(anchor.getTime() - registeredBeforeMs);
}
