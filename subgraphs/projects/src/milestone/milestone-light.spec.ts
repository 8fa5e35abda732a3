import { Light } from '../light/light.enums.js';
import { milestoneLight, worstLight } from './milestone-light.js';

const policy = { milestoneYellowDays: 7 };

describe('milestoneLight', () => {
  it.each([
    ['2026-06-22', 'GREEN'],
    ['2026-06-23', 'YELLOW'],
    ['2026-06-30', 'YELLOW'],
    ['2026-07-01', 'RED'],
  ])('due on 30 June, on %s: %s', (today, light) => {
    expect(milestoneLight({ dueOn: '2026-06-30', doneOn: null }, today, policy)).toBe(light);
  });

  it('is green once reached, late or not', () => {
    expect(milestoneLight({ dueOn: '2026-06-30', doneOn: '2026-07-05' }, '2026-08-01', policy)).toBe('GREEN');
  });
});

describe('worstLight', () => {
  it('takes the worst', () => {
    expect(worstLight([Light.GREEN, Light.RED, Light.YELLOW])).toBe('RED');
    expect(worstLight([Light.GREEN, Light.YELLOW])).toBe('YELLOW');
    expect(worstLight([])).toBe('GREEN');
  });
});
