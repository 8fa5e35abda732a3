import { Role } from '@lianxin/subgraph-kit';
import { budgetOf, defaultBudgets } from './budgets.js';

describe('budgets', () => {
  it('take the role that may spend most, and that of a visitor for nobody', () => {
    expect(budgetOf(defaultBudgets, null)).toBe(defaultBudgets.VISITOR);
    expect(budgetOf(defaultBudgets, { roles: [] })).toBe(defaultBudgets.VISITOR);
    expect(budgetOf(defaultBudgets, { roles: [Role.CONSTITUENT, Role.ANALYST] })).toBe(defaultBudgets.ANALYST);
  });

  it('grow from people over desks and offices to analysts', () => {
    const { VISITOR, CONSTITUENT, LIAISON_OFFICER, OFFICE_CLERK, ANALYST } = defaultBudgets;
    const sorted = [VISITOR, CONSTITUENT, LIAISON_OFFICER, OFFICE_CLERK, ANALYST].toSorted((a, b) => a - b);
    expect([VISITOR, CONSTITUENT, LIAISON_OFFICER, OFFICE_CLERK, ANALYST]).toEqual(sorted);
    expect(ANALYST).toBeGreaterThan(OFFICE_CLERK);
  });
});
