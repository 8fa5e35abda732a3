import { businessDate } from '@lianxin/calendar';
import type { ActivityInput, GridInput, ReceptionInput } from '@lianxin/stations';
import { seededRandom } from '../seeded/seeded-random.js';
import { stableId } from '../seeded/stable-id.js';
import type { WorkingDayTest } from '../suggestions/working-time.js';
import { activityTopics, gridNames, receptionTopics } from '../words/activity-topics.js';
import { deputiesAt } from './deputies-plan.js';
import { demoStations, placesIn } from './stations-plan.js';
import { homeTowns } from './town-choice.js';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** The working day at or before an instant, at its first hour (Asia/Shanghai). */
function workingMorning(at: number, calendar: WorkingDayTest): number {
  let day = new Date(at);
  while (!calendar.isWorkingDay(businessDate(day))) day = new Date(day.getTime() - dayMs);
  return new Date(`${businessDate(day)}T00:00:00+08:00`).getTime();
}

/** Receptions (接待日) of every station but the online ones: two past, one announced. */
export function receptionsAround(anchor: Date, calendar: WorkingDayTest): ReceptionInput[] {
  return demoStations
    .filter(({ kind }) => kind !== 'ONLINE')
    .flatMap((station, at) =>
      [-50, -20, 12].map((offset, turn): ReceptionInput => {
        const random = seededRandom(`reception ${station.code} ${turn}`);
        const day = workingMorning(anchor.getTime() + (offset + (at % 9)) * dayMs, calendar);
        const opens = random.pick([9, 9, 14.5]);
        return {
          id: stableId('reception', `${station.code} ${turn}`),
          stationId: station.id,
          startsAt: new Date(day + opens * hourMs),
          endsAt: new Date(day + (opens + 2) * hourMs),
          place: `${station.name}接待室`,
          topic: random.pick(receptionTopics),
          representativeIds: random
            .shuffled(deputiesAt(station.id))
            .slice(0, random.int(2, 4))
            .map(({ id }) => id),
        };
      }),
    );
}

/** Two entries of every station's ledger (三账合一). */
export function activitiesBefore(anchor: Date, calendar: WorkingDayTest): ActivityInput[] {
  return demoStations.flatMap((station) =>
    [0, 1].map((turn): ActivityInput => {
      const random = seededRandom(`activity ${station.code} ${turn}`);
      const { kind, title, record } = random.pick(activityTopics);
      const numbers: Readonly<Record<string, number>> = {
        n: random.int(5, 18),
        m: random.int(5, 9),
        k: random.int(2, 4),
      };
      const held = workingMorning(anchor.getTime() - random.int(3 + turn * 45, 45 + turn * 60) * dayMs, calendar);
      return {
        id: stableId('activity', `${station.code} ${turn}`),
        stationId: station.id,
        title,
        kind,
        heldOn: businessDate(new Date(held)),
        record: record.replace(/\{(\w)\}/g, (_, name: string) => String(numbers[name] ?? '')),
      };
    }),
  );
}

/** Grids (网格) of the towns that have a 代表之家. */
export const demoGrids: readonly GridInput[] = homeTowns.flatMap((town) =>
  placesIn(town)
    .slice(0, 2)
    .flatMap((place) => gridNames.slice(0, 2).map((grid) => ({ name: `${place}${grid}`, regionCode: town.code }))),
);
