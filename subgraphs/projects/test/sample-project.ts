import type { ProjectInput } from '@lianxin/projects';
import { city, foreignId, province } from './graph.js';

export const [unit, leader, member] = [foreignId(), foreignId(), foreignId()];

/** A project in full, under way; all invented. */
export const project = (number: string, change: Partial<ProjectInput> = {}): ProjectInput => ({
  number,
  name: `项目${number}`,
  year: 2026,
  regionPath: [province, city],
  status: 'IN_PROGRESS',
  plannedProgress: [
    { on: '2026-03-31', percent: 30 },
    { on: '2026-12-31', percent: 100 },
  ],
  actualPercent: 30,
  leadUnitId: unit,
  leadMemberId: leader,
  taskForce: { name: '城东专班', memberIds: [member] },
  milestones: [
    { title: '开工', dueOn: '2026-03-01', doneOn: '2026-02-20' },
    { title: '完工', dueOn: '2026-05-31' },
  ],
  ballot: {
    heldOn: '2026-01-20',
    deputyCount: 400,
    seats: 10,
    candidates: 12,
    result: { forCount: 350, againstCount: 20, abstainCount: 10, adopted: true },
  },
  satisfaction: [{ heldOn: '2026-05-20', memberCount: 28, satisfied: 14, basicallySatisfied: 10, notSatisfied: 4 }],
  ...change,
});
