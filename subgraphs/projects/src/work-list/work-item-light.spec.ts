import { workItemLight } from './work-item-light.js';
import { WorkItemStatus } from './work-list.enums.js';

const policy = { milestoneYellowDays: 7 };
const today = '2026-06-30';
const item = { status: WorkItemStatus.IN_PROGRESS, dueOn: '2026-12-31' };

describe('workItemLight', () => {
  it('is the worst of the milestones and of the last day', () => {
    expect(workItemLight(item, [{ dueOn: '2026-05-31', doneOn: '2026-05-20' }], today, policy)).toBe('GREEN');
    expect(workItemLight(item, [{ dueOn: '2026-07-05', doneOn: null }], today, policy)).toBe('YELLOW');
    expect(workItemLight(item, [{ dueOn: '2026-06-29', doneOn: null }], today, policy)).toBe('RED');
    expect(workItemLight({ ...item, dueOn: '2026-06-29' }, [], today, policy)).toBe('RED');
    expect(workItemLight({ ...item, dueOn: null }, [], today, policy)).toBe('GREEN');
  });

  it('is green once struck off, and none when cancelled', () => {
    const late = [{ dueOn: '2026-01-31', doneOn: null }];
    expect(workItemLight({ ...item, status: WorkItemStatus.ACCEPTED }, late, today, policy)).toBe('GREEN');
    expect(workItemLight({ ...item, status: WorkItemStatus.CANCELLED }, late, today, policy)).toBeNull();
  });
});
