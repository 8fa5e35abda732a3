import { createWorkingCalendar, stateCouncilDays } from '@lianxin/calendar';
import { demoConstituent } from '../accounts/demo-people.js';
import { demoStation } from '../directory/stations-plan.js';
import { allScenarios } from './all-scenarios.js';
import { collectedAt } from './scenario.types.js';

const calendar = createWorkingCalendar(stateCouncilDays, 'test');

// A working day, a Sunday, the middle of a holiday and the small hours.
describe.each([
  '2026-06-10T10:30:00+08:00',
  '2026-11-22T11:35:00+08:00',
  '2026-10-04T16:00:00+08:00',
  '2026-03-03T03:00:00+08:00',
])('the suggestions planned at %s', (now) => {
  const anchor = new Date(now);
  const scenarios = allScenarios(anchor, calendar);

  it('are several hundred, and the same at every run', () => {
    expect(scenarios.length).toBeGreaterThan(400);
    expect(JSON.stringify(allScenarios(anchor, calendar))).toBe(JSON.stringify(scenarios));
  });

  it('move forward in time, and never past the present', () => {
    const wrong = scenarios.filter(({ moves }) => {
      const instants = moves.map(({ at }) => at.getTime());
      return instants.some((instant, index) => instant > anchor.getTime() || instant < (instants[index - 1] ?? 0));
    });
    expect(wrong).toEqual([]);
  });

  it('each begin at an instant of their own, mostly on working days', () => {
    expect(new Set(scenarios.map((scenario) => collectedAt(scenario).getTime())).size).toBe(scenarios.length);
    const staffMoves = scenarios.flatMap(({ moves }) =>
      moves.filter(({ move }) => move === 'ADMIT' || move === 'REPLY'),
    );
    const local = staffMoves.map(({ at }) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
    expect(local.filter((day) => !calendar.isWorkingDay(day))).toEqual([]);
  });

  it('give the account of the resident something in every interesting state, at the demonstration station', () => {
    const own = scenarios.filter(({ resident }) => resident.accountId === demoConstituent.accountId);
    expect(own.length).toBeGreaterThanOrEqual(20);
    expect(own.every(({ station }) => station.id === demoStation.id)).toBe(true);
  });

  it('contain merges at the demonstration station and texts without an open place', () => {
    const merged = scenarios.filter(({ mergedInto }) => mergedInto);
    expect(merged).toHaveLength(10);
    expect(merged.some(({ station }) => station.id === demoStation.id)).toBe(true);
    const texts = scenarios.map(({ wording, matter }) => {
      const { plan, limit, unhappy, subject, done } = matter.theme;
      return [
        wording.title,
        wording.content,
        ...[plan, limit, unhappy, subject, done].map((text) => matter.say(text)),
      ].join();
    });
    expect(texts.filter((text) => /[{}]|undefined/.test(text))).toEqual([]);
  });
});
