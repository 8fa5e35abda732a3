import { assertProjectInput, type ProjectInput } from './project-input.js';

const project: ProjectInput = {
  number: '01',
  name: '新建公园',
  year: 2026,
  regionPath: ['330700000000'],
  status: 'ADOPTED',
};
const ballot = { heldOn: '2026-01-20', deputyCount: 100, seats: 10, candidates: 12 };
const result = { forCount: 51, againstCount: 40, abstainCount: 9, adopted: true };
const vote = { heldOn: '2026-12-20', memberCount: 29, satisfied: 20, basicallySatisfied: 5, notSatisfied: 4 };

describe('assertProjectInput', () => {
  it('lets a project pass that could be', () => {
    const plannedProgress = [
      { on: '2026-03-31', percent: 25 },
      { on: '2026-06-30', percent: 25 },
    ];
    const full = {
      ...project,
      plannedProgress,
      actualPercent: 100,
      ballot: { ...ballot, result },
      satisfaction: [vote],
    };
    expect(() => assertProjectInput(full)).not.toThrow();
    expect(() => assertProjectInput(project)).not.toThrow();
  });

  it.each<[string, Partial<ProjectInput>]>([
    [
      'a plan out of order',
      {
        plannedProgress: [
          { on: '2026-06-30', percent: 50 },
          { on: '2026-03-31', percent: 60 },
        ],
      },
    ],
    [
      'a plan that falls',
      {
        plannedProgress: [
          { on: '2026-03-31', percent: 60 },
          { on: '2026-06-30', percent: 50 },
        ],
      },
    ],
    ['more than all of it', { actualPercent: 101 }],
    ['half a percent', { actualPercent: 1.5 }],
    ['fewer candidates than seats', { ballot: { ...ballot, candidates: 9 } }],
    ['more votes than deputies', { ballot: { ...ballot, result: { ...result, againstCount: 50 } } }],
    ['adoption by half', { ballot: { ...ballot, result: { ...result, forCount: 50 } } }],
    ['more votes than members', { satisfaction: [{ ...vote, satisfied: 21 }] }],
  ])('refuses %s', (_, change) => {
    expect(() => assertProjectInput({ ...project, ...change })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
  });
});
