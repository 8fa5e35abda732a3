import { AppError } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';

/**
 * Who may see deputies, their delegations and mandates: everybody, signed in or not. A deputy's basic information is
 * shown to the public by law (代表法2025 art. 58).
 */
export function maySeeRepresentatives(_principal: Principal | null): boolean {
  return true;
}

/**
 * The same where there is no null to answer with: lists, and fields of what the caller was shown.
 * @throws AppError FORBIDDEN
 */
export function requireRepresentatives(principal: Principal | null): void {
  if (!maySeeRepresentatives(principal)) throw new AppError('FORBIDDEN');
}
