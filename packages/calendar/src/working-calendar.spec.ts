import { businessDate, lastDayOf } from './shanghai-time.js';
import { stateCouncilDays } from './state-council-holidays.js';
import { createWorkingCalendar } from './working-calendar.js';

const calendar = createWorkingCalendar(stateCouncilDays, 'spec');
const at = (local: string) => new Date(`${local}+08:00`);

describe('working days', () => {
  it('steps over holidays and onto worked weekend days', () => {
    expect(calendar.addWorkingDays('2026-02-13', 1)).toBe('2026-02-14');
    expect(calendar.addWorkingDays('2026-02-14', 1)).toBe('2026-02-24');
    expect(calendar.addWorkingDays('2026-02-24', -1)).toBe('2026-02-14');
    expect(calendar.addWorkingDays('2026-02-18', 0)).toBe('2026-02-18');
    expect(calendar.workingDaysBetween('2026-02-13', '2026-02-24')).toBe(2);
    expect(calendar.workingDaysBetween('2026-02-24', '2026-02-13')).toBe(-2);
  });

  it('adds and counts consistently, from every day of two years', () => {
    for (let day = 0; day < 730; day += 1) {
      const from = businessDate(new Date(at('2025-01-01T12:00').getTime() + day * 86_400_000));
      const amount = day % 43;
      const to = calendar.addWorkingDays(from, amount);
      expect(calendar.workingDaysBetween(from, to)).toBe(amount);
      if (amount > 0) expect(calendar.isWorkingDay(to)).toBe(true);
      if (calendar.isWorkingDay(from)) expect(calendar.addWorkingDays(to, -amount)).toBe(from);
    }
  });

  it('takes the days of a place beside the national ones, each once', () => {
    const local = { date: '2026-04-20', kind: 'HOLIDAY', name: '三月三', source: '自治区通知' } as const;
    expect(createWorkingCalendar([...stateCouncilDays, local], 'x').isWorkingDay('2026-04-20')).toBe(false);
    expect(() => createWorkingCalendar([local, local], 'x')).toThrow('twice');
    expect(() => createWorkingCalendar([{ ...local, date: '2026-04-31' }], 'x')).toThrow(RangeError);
  });
});

describe('deadlineFrom', () => {
  it.each([
    // The first day is not counted and the last ends at 24:00.
    ['2025-03-03T09:00', 1, 'WORKING_DAY', '2025-03-05T00:00'],
    ['2025-03-03T23:59:59', 1, 'WORKING_DAY', '2025-03-05T00:00'],
    ['2025-03-04T00:00', 1, 'WORKING_DAY', '2025-03-06T00:00'],
    ['2025-09-26T10:00', 7, 'WORKING_DAY', '2025-10-14T00:00'],
    ['2025-10-04T10:00', 1, 'WORKING_DAY', '2025-10-10T00:00'],
    ['2025-03-03T09:00', 0, 'WORKING_DAY', '2025-03-04T00:00'],
    ['2025-10-04T10:00', 0, 'WORKING_DAY', '2025-10-10T00:00'],
    ['2025-03-03T09:00', 7, 'NATURAL_DAY', '2025-03-11T00:00'],
    // 27 September + 7 = 4 October, in the holiday: the next working day is the 9th.
    ['2025-09-27T09:00', 7, 'NATURAL_DAY', '2025-10-10T00:00'],
    // A worked Sunday is a last day like any other.
    ['2025-09-21T09:00', 7, 'NATURAL_DAY', '2025-09-29T00:00'],
    ['2025-01-27T20:00', 24, 'HOUR', '2025-01-28T20:00'],
    ['2025-03-03T09:30', 2, 'HOUR', '2025-03-03T11:30'],
    // 28 February 2026 is a worked Saturday; 28 February 2027 a Sunday of an unknown year.
    ['2026-01-31T09:00', 1, 'MONTH', '2026-03-01T00:00'],
    ['2027-01-31T09:00', 1, 'MONTH', '2027-03-02T00:00'],
    ['2025-07-02T09:00', 3, 'MONTH', '2025-10-10T00:00'],
  ] as const)('from %s, %i × %s ends %s', (from, amount, unit, due) => {
    expect(calendar.deadlineFrom(at(from), { amount, unit })).toEqual(at(due));
  });

  it('never ends on a day off, never moves back as the start moves on', () => {
    for (const unit of ['WORKING_DAY', 'NATURAL_DAY', 'MONTH', 'HOUR'] as const) {
      let previous = 0;
      for (let hour = 0; hour < 24 * 700; hour += 11) {
        const from = new Date(at('2025-01-01T00:00').getTime() + hour * 3_600_000);
        const due = calendar.deadlineFrom(from, { amount: 5, unit });
        expect(due.getTime()).toBeGreaterThanOrEqual(previous);
        expect(due.getTime()).toBeGreaterThan(from.getTime());
        if (unit !== 'HOUR') expect(calendar.isWorkingDay(lastDayOf(due))).toBe(true);
        previous = due.getTime();
      }
    }
  });

  it.each([-1, 1.5, Number.NaN, 20_001])('refuses an amount of %p', (amount) => {
    for (const unit of ['WORKING_DAY', 'NATURAL_DAY', 'HOUR', 'MONTH'] as const) {
      expect(() => calendar.deadlineFrom(at('2025-03-03T09:00'), { amount, unit })).toThrow(RangeError);
    }
  });
});

describe('extendByPause', () => {
  it('pushes working days by the working days of the pause', () => {
    const due = calendar.deadlineFrom(at('2025-09-22T10:00'), { amount: 7, unit: 'WORKING_DAY' });
    expect(lastDayOf(due)).toBe('2025-09-30');
    const after = calendar.extendByPause(due, at('2025-09-29T10:00'), at('2025-10-09T10:00'), 'WORKING_DAY');
    // Paused over 30 September and 9 October: one working day was left, and one is left after.
    expect(lastDayOf(after)).toBe('2025-10-10');
  });

  it('leaves after the pause what was left before it', () => {
    for (let start = 0; start < 300; start += 7) {
      const day = (offset: number) => new Date(at('2025-01-02T09:00').getTime() + (start + offset) * 86_400_000);
      const due = calendar.deadlineFrom(day(0), { amount: 10, unit: 'WORKING_DAY' });
      const [paused, resumed] = [day(3), day(3 + (start % 40))];
      const moved = calendar.extendByPause(due, paused, resumed, 'WORKING_DAY');
      const left = (from: Date, to: Date) => calendar.workingDaysBetween(businessDate(from), lastDayOf(to));
      expect(left(resumed, moved)).toBe(left(paused, due));
    }
  });

  it('pushes hours by elapsed time and natural days by days', () => {
    const due = at('2025-03-03T11:30');
    expect(calendar.extendByPause(due, at('2025-03-03T10:00'), at('2025-03-04T10:15'), 'HOUR')).toEqual(
      at('2025-03-04T11:45'),
    );
    const natural = calendar.deadlineFrom(at('2025-03-03T09:00'), { amount: 7, unit: 'NATURAL_DAY' });
    const moved = calendar.extendByPause(natural, at('2025-03-05T09:00'), at('2025-03-10T09:00'), 'NATURAL_DAY');
    // 10 March + 5 days is Saturday the 15th, so Monday.
    expect(lastDayOf(moved)).toBe('2025-03-17');
  });

  it('changes nothing for a pause within a day, or one that begins after the deadline', () => {
    const due = calendar.deadlineFrom(at('2025-03-03T09:00'), { amount: 7, unit: 'WORKING_DAY' });
    for (const unit of ['WORKING_DAY', 'NATURAL_DAY', 'MONTH'] as const) {
      expect(calendar.extendByPause(due, at('2025-03-05T09:00'), at('2025-03-05T17:00'), unit)).toEqual(due);
      expect(calendar.extendByPause(due, due, at('2025-04-05T17:00'), unit)).toEqual(due);
    }
    expect(calendar.extendByPause(due, due, at('2025-04-05T17:00'), 'HOUR')).toEqual(due);
  });

  it('refuses a pause that ends before it begins', () => {
    const [early, late] = [at('2025-03-03T09:00'), at('2025-03-04T09:00')];
    expect(() => calendar.extendByPause(late, late, early, 'HOUR')).toThrow(RangeError);
  });
});
