import { createWorkingCalendar, stateCouncilDays, stateCouncilVersion } from '@lianxin/calendar';
import { DutyWarningLight } from '@lianxin/events';
import { chanceOf } from '../../../../test/duty-index/chance.js';
import { lightAt, turnsOf } from './light.js';
import { WatchedDeadline } from './warning-rules.js';

const calendar = createWorkingCalendar(stateCouncilDays, stateCouncilVersion);
const { GREEN, YELLOW, RED } = DutyWarningLight;
const rule = (yellowDaysBefore: number, redDaysAfter: number) => ({
  code: 'R',
  name: 'R',
  watches: WatchedDeadline.TASK_DUE,
  yellowDaysBefore,
  redDaysAfter,
});
const hour = 3_600_000;

describe('a light', () => {
  it('never comes earlier again, and changes when it says', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const chance = chanceOf(seed);
      const of = rule(chance.int(0, 10), chance.int(0, 10));
      const dueAt = new Date(Date.parse('2026-03-01T00:00:00Z') + chance.int(0, 5_000) * hour);
      let now = new Date(dueAt.getTime() - 60 * 24 * hour);
      const seen: DutyWarningLight[] = [];
      for (;;) {
        const { light, nextAt } = lightAt(of, dueAt, now, calendar);
        seen.push(light);
        if (nextAt === null) break;
        expect(nextAt.getTime()).toBeGreaterThan(now.getTime());
        expect(lightAt(of, dueAt, new Date(nextAt.getTime() - 1), calendar).light).toBe(light);
        now = nextAt;
      }
      const hasYellow = of.yellowDaysBefore > 0 || of.redDaysAfter > 0;
      expect(seen).toEqual(hasYellow ? [GREEN, YELLOW, RED] : [GREEN, RED]);
    }
  });

  it('counts working days: a festival is none', () => {
    // 国庆节 2026 is off from 1 to 7 October: the working day before Thursday the 8th is Wednesday, 30 September.
    const { yellowAt, redAt } = turnsOf(rule(1, 1), new Date('2026-10-08T08:00:00Z'), calendar);
    expect(yellowAt.toISOString()).toBe('2026-09-29T16:00:00.000Z');
    expect(redAt.toISOString()).toBe('2026-10-09T16:00:00.000Z');
  });
});
