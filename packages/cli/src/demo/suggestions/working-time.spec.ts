import { createWorkingCalendar, stateCouncilDays } from '@lianxin/calendar';
import { wakingHoursBefore, workingHoursBefore } from './working-time.js';

const calendar = createWorkingCalendar(stateCouncilDays, 'test');
const before = (at: string, hours: number): string => workingHoursBefore(new Date(at), hours, calendar).toISOString();

describe('workingHoursBefore', () => {
  it.each([
    ['within a day', '2026-06-10T15:00:00+08:00', 2, '2026-06-10T13:00:00+08:00'],
    ['over a night', '2026-06-10T09:30:00+08:00', 2, '2026-06-09T16:30:00+08:00'],
    ['over a weekend', '2026-06-08T09:00:00+08:00', 1, '2026-06-05T17:00:00+08:00'],
    ['from a Sunday', '2026-06-14T12:00:00+08:00', 0, '2026-06-12T17:30:00+08:00'],
    ['over the National Day holiday', '2026-10-08T09:00:00+08:00', 1, '2026-09-30T17:00:00+08:00'],
  ])('goes back %s', (_, at, hours, expected) => {
    expect(before(at, hours)).toBe(new Date(expected).toISOString());
  });
});

describe('wakingHoursBefore', () => {
  const hourIn = (instant: Date): number => (instant.getUTCHours() + 8) % 24;

  it('never leads into the night, nor past the instant', () => {
    const at = new Date('2026-06-10T09:00:00+08:00');
    for (let hours = 0; hours < 72; hours += 0.7) {
      const instant = wakingHoursBefore(at, hours);
      expect(instant.getTime()).toBeLessThanOrEqual(at.getTime());
      expect(hourIn(instant)).toBeGreaterThanOrEqual(7);
      expect(hourIn(instant)).toBeLessThan(22);
    }
  });
});
