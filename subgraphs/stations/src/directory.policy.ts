import { AppError } from '@lianxin/errors';
import type { Principal } from '@lianxin/subgraph-kit';

/**
 * Who may see the directory: regions, grids, stations, who sits at a station, reception days. These are public facts;
 * a notice of a reception names the day, the place and the deputies (RULEBOOK §3), so everybody may, signed in or not.
 */
export function maySeeDirectory(_principal: Principal | null): boolean {
  return true;
}

/**
 * The same where there is no null to answer with: lists, and fields of what the caller was shown.
 * @throws AppError FORBIDDEN
 */
export function requireDirectory(principal: Principal | null): void {
  if (!maySeeDirectory(principal)) throw new AppError('FORBIDDEN');
}
