import type { Principal, Role } from '@lianxin/subgraph-kit';

/** What one operation may cost, by the role of its caller; `VISITOR` is who holds none. */
export type Budgets = Readonly<Record<Role | 'VISITOR', number>>;

/**
 * Budgets of a gateway that was given none. About one object of an answer costs 1. The measure are the operations of the
 * client contract with every list as long as it may be (`first: 100`), each for the role that sends it; a test holds
 * them to three quarters of the budget at most, so that they can grow:
 *
 * - people: the directory costs 1,319, a page of one's own suggestions 607; 10 work lists with 100 items each, 6,081;
 * - stations, deputies, units: the queue of a station costs 2,800 (and 500 items of it, which the station refuses with
 *   the better reason, 13,800);
 * - offices: 100 work lists with 100 items each cost 60,801, the dearest of the contract;
 * - analysts write for themselves: more than twice the dearest, and forty times their example `CrossCut` (3,201).
 */
export const defaultBudgets: Budgets = {
  VISITOR: 10_000,
  CONSTITUENT: 10_000,
  REPRESENTATIVE: 20_000,
  LIAISON_OFFICER: 20_000,
  UNIT_CLERK: 20_000,
  OFFICE_CLERK: 100_000,
  INSPECTOR: 100_000,
  ANALYST: 150_000,
  SYSTEM_ADMIN: 10_000,
  SECURITY_ADMIN: 10_000,
  AUDITOR: 20_000,
};

/** The budget of a caller: that of the role that may spend most. */
export function budgetOf(budgets: Budgets, principal: Pick<Principal, 'roles'> | null): number {
  return Math.max(budgets.VISITOR, ...(principal?.roles ?? []).map((role) => budgets[role]));
}
