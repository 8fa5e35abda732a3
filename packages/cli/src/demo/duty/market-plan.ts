import { type DemoDeputy, demoDeputy, deputiesAt } from '../directory/deputies-plan.js';
import { type DemoStation, demoStation, homeStations } from '../directory/stations-plan.js';
import { seededRandom } from '../seeded/seeded-random.js';

/** What becomes of a task of the claim market. */
export type MarketFate =
  /** Nobody claims it. */
  | 'OPEN'
  | 'CLAIMED'
  | 'DONE'
  /** Claimed and given back: it is free again. */
  | 'RELEASED'
  /** Given back by the first, and done by a second. */
  | 'PASSED_ON';

/** A micro-wish (微心愿) near a station. */
export interface PlannedWish {
  readonly key: string;
  readonly title: string;
  readonly station: DemoStation;
  readonly daysAgo: number;
  readonly fate: MarketFate;
}

const wishes = [
  { title: '为独居老人更换厨房灯管', daysAgo: 33, fate: 'DONE' },
  { title: '为村小图书角添置二十本课外书', daysAgo: 26, fate: 'PASSED_ON' },
  { title: '陪视障居民办理公交卡', daysAgo: 20, fate: 'DONE' },
  { title: '帮残疾居民加装入户扶手', daysAgo: 13, fate: 'RELEASED' },
  { title: '为留守儿童找一位周末辅导志愿者', daysAgo: 6, fate: 'CLAIMED' },
  { title: '为小区晾衣区补装遮雨棚', daysAgo: 4, fate: 'RELEASED' },
  { title: '帮退役军人修理轮椅', daysAgo: 2, fate: 'OPEN' },
] as const;

/** The wishes of the past weeks: every other one at the demonstration's station, the others at homes of the city. */
export const demoWishes: readonly PlannedWish[] = wishes.map(({ title, daysAgo, fate }, at) => ({
  key: `wish ${at + 1}`,
  title,
  daysAgo,
  fate,
  station: at % 2 === 0 ? demoStation : (homeStations[at] ?? demoStation),
}));

const fates: readonly MarketFate[] = ['CLAIMED', 'RELEASED', 'OPEN', 'DONE', 'PASSED_ON', 'OPEN', 'CLAIMED'];

/** What becomes of the suggestion that came into the market as the n-th. */
export const fateOfSuggestion = (turn: number): MarketFate => fates[turn % fates.length] ?? 'OPEN';

/** Two who sit at a station; where the demonstration's deputy does, that one first. */
export function claimantsAt(stationId: string, key: string): readonly DemoDeputy[] {
  const others = seededRandom(`${key} claimants`).shuffled(deputiesAt(stationId));
  return others.toSorted((a, b) => Number(b.id === demoDeputy.id) - Number(a.id === demoDeputy.id)).slice(0, 2);
}
