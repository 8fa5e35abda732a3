import type { DutyActor } from '../duty/duty.actor.js';
import { ActorRole } from '@lianxin/subgraph-kit';
import { CongressLevel } from '../representative/representative.entity.js';
import type { MandateOf } from './mandate.state.js';

/** How many of a deputy's regions, from the topmost down, have a congress at or above the one that the deputy is of. */
const reach: Readonly<Record<CongressLevel, number>> = {
  [CongressLevel.NATIONAL]: 1,
  [CongressLevel.PROVINCE]: 1,
  [CongressLevel.CITY]: 2,
  [CongressLevel.COUNTY]: 3,
  [CongressLevel.TOWN]: 4,
};

/**
 * Whether somebody keeps the mandates of a deputy's congress: its own office or one above, never one below, where the
 * deputy only lives (代表法2025 art. 61: the congress that the deputy is of is told).
 */
export function keepsMandate(
  { roles, regionCode }: DutyActor,
  { congressLevel, regionPath }: Pick<MandateOf, 'congressLevel' | 'regionPath'>,
): boolean {
  const isClerk = roles.includes(ActorRole.OFFICE_CLERK);
  return isClerk && regionCode !== undefined && regionPath.slice(0, reach[congressLevel]).includes(regionCode);
}
