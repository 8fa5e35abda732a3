import { hasRole, type Principal, Role } from '@lianxin/subgraph-kit';

/**
 * Who may run documents of their own making where the public may not: analysts, whose questions nobody can know
 * beforehand, and those who run the installation and look after it with the console. What they may see is not wider by
 * it, and what an operation may cost bounds them like everybody.
 */
export function mayWriteDocuments(principal: Principal | null): boolean {
  return hasRole(principal, Role.ANALYST) || hasRole(principal, Role.SYSTEM_ADMIN);
}
