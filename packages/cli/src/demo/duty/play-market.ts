import { DutyTaskKind } from '@lianxin/events';
import {
  claimDutyTask,
  completeDutyTask,
  type DutyServices,
  keepDutyHouse,
  offerDutyTask,
  openSuggestionTasks,
  releaseDutyTask,
} from '@lianxin/representatives';
import type { DemoDeputy } from '../directory/deputies-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';
import { marketTasks, tasksOffered } from './duty-records.sql.js';
import { commanderOf, type Cue, office, playCues, servicesAt, stateOf } from './duty-stage.js';
import { claimantsAt, demoWishes, fateOfSuggestion, type MarketFate, type PlannedWish } from './market-plan.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A task of the market, and what becomes of it. */
interface MarketTask {
  readonly key: string;
  readonly taskId: () => string;
  readonly from: Date;
  readonly fate: MarketFate;
  readonly claimants: readonly DemoDeputy[];
}

/** Claims, releases and completions, each some hours behind the one before; a task of the market is claimed on version 0. */
function movesOf({ key, taskId, from, fate, claimants: [first, second] }: MarketTask): Cue[] {
  const random = seededRandom(`${key} moves`);
  const cues: Cue[] = [];
  let at = from;
  const after = (most: number, play: Cue['play']): void => {
    at = new Date(at.getTime() + random.between(hourMs, most));
    cues.push({ at, play });
  };
  const input = (deputy: DemoDeputy, deed: string, expectedVersion: number) => ({
    idempotencyKey: `demo ${key} ${deputy.code} ${deed}`,
    id: taskId(),
    expectedVersion,
  });
  const claim = (deputy: DemoDeputy): void =>
    after(8 * hourMs, async (services) =>
      stateOf(`${key} claim`, await claimDutyTask(services, commanderOf(deputy), input(deputy, 'claim', 0))),
    );
  const release = (deputy: DemoDeputy): void =>
    after(10 * hourMs, async (services) => {
      const given = { ...input(deputy, 'release', 2), reason: '近期出差,请其他代表认领' };
      return stateOf(`${key} release`, await releaseDutyTask(services, commanderOf(deputy), given));
    });
  const complete = (deputy: DemoDeputy): void =>
    after(30 * hourMs, async (services) =>
      stateOf(`${key} done`, await completeDutyTask(services, commanderOf(deputy), input(deputy, 'done', 2))),
    );
  if (fate === 'OPEN' || !first) return cues;
  claim(first);
  if (fate === 'DONE') complete(first);
  if (fate === 'RELEASED' || fate === 'PASSED_ON') release(first);
  if (fate === 'PASSED_ON' && second) {
    claim(second);
    complete(second);
  }
  return cues;
}

function cuesOfWish({ key, title, station, daysAgo, fate }: PlannedWish, anchor: Date, services: DutyServices): Cue[] {
  const at = new Date(anchor.getTime() - daysAgo * dayMs);
  let taskId = '';
  const play = async (then: DutyServices): Promise<void> => {
    const [known] = await then.db.query(tasksOffered, [at]);
    const times = {
      claimBy: services.calendar.deadlineFrom(at, { amount: 10, unit: 'WORKING_DAY' }),
      dueAt: services.calendar.deadlineFrom(at, { amount: 20, unit: 'WORKING_DAY' }),
    };
    const wish = { idempotencyKey: `demo ${key}`, kind: DutyTaskKind.MICRO_WISH, title, openToStationId: station.id };
    taskId = known?.id ?? stateOf(key, await offerDutyTask(then, office, { ...wish, ...times })).id;
  };
  const task = { key, taskId: () => taskId, from: at, fate, claimants: claimantsAt(station.id, key) };
  return [{ at, play }, ...movesOf(task)];
}

/**
 * Plays the claim market (认领市场) of the past weeks: micro-wishes near stations, and the suggestions of the last days that no
 * deputy has, some claimed, some given back, some done. Whatever is open in it must have come through the log before.
 */
export async function playMarket(services: DutyServices, anchor: Date): Promise<void> {
  const now = servicesAt(services, anchor);
  const [first] = demoWishes;
  const began = first ? new Date(anchor.getTime() - first.daysAgo * dayMs) : anchor;
  const resumed = (await services.db.query(tasksOffered, [began])).length > 0;
  await openSuggestionTasks(now);
  const open = await services.db.query(marketTasks, [anchor]);
  const cues = [
    ...demoWishes.flatMap((wish) => cuesOfWish(wish, anchor, services)),
    ...open.flatMap(({ id, number, stationId, offeredAt }, turn) => {
      const claimants = claimantsAt(stationId, number);
      return movesOf({ key: number, taskId: () => id, from: offeredAt, fate: fateOfSuggestion(turn), claimants });
    }),
  ];
  await playCues(services, cues, { end: anchor, resumed });
  await keepDutyHouse(now);
}
