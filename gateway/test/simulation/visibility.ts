import { type Principal, Role } from '@lianxin/subgraph-kit';
import type { SimulatedSuggestion } from './suggestion-machine.js';

/** Who may see a suggestion here: the office all, a constituent the own ones, the others what is not hidden. */
export function maySee(principal: Principal | null, suggestion: SimulatedSuggestion | undefined): boolean {
  if (!suggestion || !principal) return false;
  if (principal.roles.includes(Role.OFFICE_CLERK)) return true;
  if (principal.roles.includes(Role.CONSTITUENT)) return suggestion.owner === principal.accountId;
  return !suggestion.isHidden;
}
